package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.cli.Output.Column;
import dev.latchkey.crypto.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey connections`: who is connected to the running broker, in IDs and times.
@Command(
    name = "connections",
    description = "Lists the live connections of the running broker: IDs and times.")
final class ConnectionsCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final Output output;

  ConnectionsCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var broker = new RunningBroker(shell.config());
    var table =
        output.table(
            Column.text("SESSION", 27),
            Column.text("MEMBER", 22),
            Column.text("TRANSPORT", 0),
            Column.number("OPEN SECONDS", 0));
    broker.lines("/connections", line -> table.row(fields(line)));
    return LatchkeyCommand.DONE;
  }

  private static Map<String, Object> fields(String line) {
    var connection = StrictJson.parse(line.getBytes(UTF_8), 1);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("session", connection.string("session"));
    fields.put("member", connection.string("member"));
    fields.put("transport", connection.string("transport"));
    fields.put("openSeconds", connection.integer("openSeconds"));
    return fields;
  }
}
