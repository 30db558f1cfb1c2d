package dev.latchkey.broker.ledger;

import java.util.regex.Pattern;

/// What is recorded of a `User-Agent`: two names of closed sets, so that nothing that a caller
/// writes there gets into a ledger. FORMATS.md §11.2.
final class Browser {
  private Browser() {}

  private enum Family {
    // Each one claims to be those below it, too.
    EDGE("Edge", "Edg(?:A|iOS)?/"),
    FIREFOX("Firefox", "Firefox/|FxiOS/"),
    CHROME("Chrome", "Chrome/|CriOS/"),
    SAFARI("Safari", "Safari/"),
    NODE("Node", "node"),
    OTHER("other", "");

    private final String text;
    private final Pattern mark;

    Family(String text, String mark) {
      this.text = text;
      this.mark = Pattern.compile(mark);
    }
  }

  private enum Platform {
    ANDROID("Android", "Android"),
    IOS("iOS", "iPhone|iPad|iPod"),
    WINDOWS("Windows", "Windows"),
    MACOS("macOS", "Macintosh|Mac OS X"),
    LINUX("Linux", "Linux|X11"),
    OTHER("other", "");

    private final String text;
    private final Pattern mark;

    Platform(String text, String mark) {
      this.text = text;
      this.mark = Pattern.compile(mark);
    }
  }

  /// As in `Firefox, Linux`; empty for an empty one.
  static String of(String userAgent) {
    return userAgent.isEmpty() ? "" : family(userAgent).text + ", " + platform(userAgent).text;
  }

  private static Family family(String userAgent) {
    for (var family : Family.values()) {
      if (family.mark.matcher(userAgent).find()) {
        return family;
      }
    }
    return Family.OTHER;
  }

  private static Platform platform(String userAgent) {
    for (var platform : Platform.values()) {
      if (platform.mark.matcher(userAgent).find()) {
        return platform;
      }
    }
    return Platform.OTHER;
  }
}
