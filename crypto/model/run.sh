#!/usr/bin/env bash
# Checks every model and every weakened form of it: run.sh <path to proverif>
#
# A .pv.in file is a ProVerif model with C-preprocessor switches; README.md says what each takes away.
# Per run: model, expected result query by query (t proved, f attack found, ? not decided), switches.
set -u
found=$(command -v "${1:-proverif}") || { echo "no ProVerif at: ${1:-proverif}" >&2; exit 2; }
proverif=$(realpath "$found")
command -v cpp >/dev/null || { echo "no C preprocessor (cpp)" >&2; exit 2; }
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unexpected=0

check() {
  local model=$1 expected=$2 switches=${3:-} got start=$SECONDS
  # shellcheck disable=SC2086 # several switches are several words
  cpp -P $switches "$model.pv.in" > "$work/m.pv"
  got=$(timeout 300 "$proverif" "$work/m.pv" | grep '^RESULT' | grep -v '^RESULT (even\|^RESULT (but' |
    sed -E 's/.*is true.*/t/; s/.*is false.*/f/; s/.*cannot be proved.*/?/' | tr -d '\n')
  printf '%-7s %-8s %4ds  %s\n' "$model" "$got" $((SECONDS - start)) "$switches"
  [ "$got" = "$expected" ] || { unexpected=1; echo "        expected $expected"; }
}

check join   ttttttt  -DQALL
check join   ff       -DREACH
check join   ttttttt  "-DQALL -DKEY_COMMIT -DNO_WRAPSIG_INV"
check join   ttttttt  "-DQALL -DKDF_SID_ONLY"
check join   ttftttt  "-DQALL -DNO_WRAPSIG_INV"
check join   ttftttt  "-DQALL -DNO_WRAPSIG_EPOCH"
check join   tttttft  "-DQALL -DNO_POP"
check join   tftttft  "-DQALL -DNO_WK"
check join   tttftft  "-DQALL -DNO_SID"
check join   ttfftff  "-DQALL -DNO_PIN"
check join   ttfftff  "-DQALL -DDUP_SALT"
check join   tttfftt  "-DQALL -DNO_FRAME_SID"
check join   tttfftt  "-DQALL -DNO_KIND"
check join   tttfttt  "-DQALL -DNO_ROLECHECK"
check join   ttfftff  "-DQALL -DNO_WRAPSIG_INV -DNO_POP -DKDF_SID_ONLY -DDUP_SALT"
check join   f        "-DQ3 -DRAW_PROOF"
check join   f        "-DQ7 -DRAW_PROOF"
check join   ttttttt  "-DQALL -DONE_DEVICE"
check join   ttttttt  "-DQALL -DONE_DEVICE -DKEY_COMMIT -DNO_WRAPSIG_INV -DSAME_BYTES"
check join   t        "-DQ4 -DNO_TYP"
check join   f        "-DQ4 -DNO_TYP -DONE_DEVICE"
check join   f        "-DQ6 -DNO_TYP -DONE_DEVICE"
check cohost tt       -DBASE
check cohost f        -DREACH
check cohost ft       -DANY_MEMBER
check cohost ff       -DNO_SID
check evade  tt       -DBASE
check evade  f        -DREACH
check evade  ff       -DNO_POP
check knock  tttt     -DBASE
check knock  ff       -DREACH
check knock  fftt     -DNO_COMPARE
check knock  fftt     -DUNSIGNED_NONCE
check knock  fftt     -DNONCE_FIRST
check knock  fftt     -DFINGERPRINT
check knock  ttft     -DNO_ADMIT_CHECK
check knock  ttft     "-DADMIT_MK_ONLY -DNO_POP"
check knock  ffft     "-DSAS_MK_ONLY -DKNOCK_MK_ONLY -DADMIT_MK_ONLY -DNO_POP"
check knock  tttt     "-DSAS_MK_ONLY -DKNOCK_MK_ONLY -DADMIT_MK_ONLY"
check remove tttt     -DBASE
check remove fff      -DREACH
check remove fft?     -DKEEP_INVITE
check remove fftt     -DRATCHET
check remove ttft     -DNO_CLOSING_HEAD
check order  t        -DBASE
check order  f        -DREACH
check order  f        -DNO_ORDER
check link   fttt     -DBASE
check link   ff       -DREACH
check link   ftft     -DHOST_DID_NOT_SEE
check link   fttf     -DNO_ROSTER_IN_EPOCH
check access tttt     -DBASE
check access fff      -DREACH
check access fttf     -DNO_AUD
check access fttf     -DNO_SID
check access ffff     -DNONCE_ONLY
check access fttt     -DNO_PROOF
check access tftt     -DDPOP_NO_NONCE
exit $unexpected
