# Sourced by run and verify: finds the tools, or says what is missing and how to get it.
# After need_jdk: JAVA_HOME is a JDK of at least 25 and its java is first on PATH.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

jdk_major() { # of the JDK in folder $1, or 0
  [ -x "$1/bin/javac" ] || { echo 0; return; }
  local major
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${major:-0}"
}

need_jdk() {
  local best='' best_major=24 home major
  if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_major "$JAVA_HOME")" -ge 25 ]; then
    best=$JAVA_HOME
  else
    for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
      major=$(jdk_major "$home")
      if [ "$major" -gt "$best_major" ]; then best=$home best_major=$major; fi
    done
  fi
  [ -n "$best" ] || die 'Latchkey needs a JDK 25 or newer and found none.
Install one (for example Eclipse Temurin 25: https://adoptium.net), or set JAVA_HOME to one.'
  export JAVA_HOME=$best PATH="$best/bin:$PATH"
}

need_maven() {
  command -v mvn >/dev/null || install_package maven || die 'Latchkey is built with Maven 3.8 or newer, and mvn is not on the PATH.
Install it: apt-get install maven, brew install maven, or https://maven.apache.org/download.cgi'
}

need_node() {
  local major
  major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null || die 'The web pages are built with Node.js 20 or newer with npm, and none is on the PATH.
Install it: https://nodejs.org, brew install node, or your system'"'"'s packages.'
}

# Installs Debian package $1 where that is possible without asking: as root, with apt-get.
install_package() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing the package $1 …"
  apt-get install -y "$1" >/dev/null 2>&1 ||
    { apt-get update >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y "$1" >/dev/null 2>&1; }
}

# True if a file of the folders $2… is newer than the stamp $1, or the stamp is missing.
stale() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" -newer "$stamp" -type f -print -quit 2>/dev/null)" ]
}

install_node_modules() {
  if stale client-js/node_modules/.package-lock.json client-js/package-lock.json; then
    say 'Fetching the client library'"'"'s dependencies …'
    (cd client-js && npm ci --no-audit --no-fund --silent) || die 'npm ci failed in client-js; see above.'
    touch client-js/node_modules/.package-lock.json
  fi
}

# The modes of files go into the jars, which must be the same whoever builds them: hence umask.
build_client() {
  install_node_modules
  if stale client-js/dist/.built client-js/src client-js/app client-js/package.json client-js/package-lock.json; then
    say 'Building the client library and the pages …'
    (umask 022 && cd client-js && npm run --silent build) || die 'The client library does not build; see above.'
    touch client-js/dist/.built
  fi
}

build_broker() {
  if stale broker/target/.built pom.xml crypto/pom.xml crypto/src/main broker/pom.xml broker/src/main bench/pom.xml \
      bench/src client-js/dist/.built; then
    say 'Building the broker …'
    (umask 022 && mvn -q -B -DskipTests -Dspotless.check.skip=true package) || die 'The broker does not build; see above.'
    touch broker/target/.built
  fi
}

# broker/target/latchkey.aot: classes and profiles of a broker that has worked for some seconds, so
# that the next one starts sooner and is fast at once. In the making it stands beside its place.
train_broker() {
  local cache=broker/target/latchkey.aot
  if stale $cache broker/target/.built broker/java.options; then
    rm -f $cache
    nice -n 19 java -jar bench/target/latchkey-bench.jar train >broker/target/training.log 2>&1 &&
      mv -f $cache.new $cache ||
      say 'The training failed, see broker/target/training.log; the broker starts more slowly without it.'
  fi
}
