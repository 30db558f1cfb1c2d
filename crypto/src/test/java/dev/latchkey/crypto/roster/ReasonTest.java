package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReasonTest {
  private static final Pattern ROW = Pattern.compile("\\|[^|]*\\|[^|]*\\|([^|]*)\\|");
  private static final Pattern REASON = Pattern.compile("`([a-z_]+)`");

  @Test
  void theFormatHasARuleForEveryReasonAndNoOther() throws IOException {
    var reasons = Arrays.stream(Reason.values()).map(Reason::wire).collect(Collectors.toSet());

    assertThat(reasonsOfTheFormat()).isEqualTo(reasons);
  }

  private static Set<String> reasonsOfTheFormat() throws IOException {
    var path = Path.of(System.getProperty("latchkey.root"), "crypto", "FORMATS.md");
    var fold = Files.readString(path).split("### 7.1 The fold\n")[1].split("\n## ")[0];
    return ROW.matcher(fold)
        .results()
        .flatMap(row -> REASON.matcher(row.group(1)).results())
        .map(reason -> reason.group(1))
        .collect(Collectors.toSet());
  }
}
