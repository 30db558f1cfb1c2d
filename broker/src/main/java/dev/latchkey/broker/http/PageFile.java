package dev.latchkey.broker.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A file of the pages as it is sent: as it is, or by gzip. Everybody gets the same file, so that
/// its length tells nothing; what the API answers is never compressed.
final class PageFile {
  /// `gzip` among the codings of RFC 9110 §12.5.3, unless its weight is zero.
  private static final Pattern TAKES_GZIP =
      Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?:1|0\\.\\d*[1-9])[0.]*\\s*)?(?:,|$)");

  private static final Header GZIP =
      HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
  private static final Header BY_ENCODING =
      HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

  private final byte[] plain;
  private final byte[] zipped;

  PageFile(byte[] content) {
    plain = content;
    var written = new ByteArrayOutputStream();
    try (var stream = new Gzip(written)) {
      stream.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    zipped = written.toByteArray();
  }

  /// The bytes for whoever sent these headers, under the header that says so.
  byte[] contentFor(ServerRequestHeaders request, ServerResponseHeaders response) {
    response.add(BY_ENCODING);
    if (zipped.length < plain.length && takesGzip(request)) {
      response.set(GZIP);
      return zipped;
    }
    return plain;
  }

  private static boolean takesGzip(ServerRequestHeaders headers) {
    return headers.contains(HeaderNames.ACCEPT_ENCODING)
        && TAKES_GZIP.matcher(headers.get(HeaderNames.ACCEPT_ENCODING).values()).find();
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(ByteArrayOutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
