package dev.latchkey.broker.fuzz;

import dev.latchkey.broker.config.AddressTarget;
import dev.latchkey.broker.config.ConfigFileTarget;
import dev.latchkey.broker.config.ConfigTarget;
import dev.latchkey.broker.config.KeysTarget;
import dev.latchkey.broker.http.ForwardedTarget;
import dev.latchkey.broker.http.JsonBodyTarget;
import dev.latchkey.broker.session.ChallengeTarget;
import dev.latchkey.crypto.fuzz.FuzzTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FuzzTargetsTest {
  @TestFactory
  Stream<DynamicTest> whatIsNotRefusedMeansOneThing() {
    return FuzzTests.of(
        "broker",
        List.of(
            new ConfigTarget(),
            new ConfigFileTarget(),
            new AddressTarget(),
            new KeysTarget(),
            new ForwardedTarget(),
            new JsonBodyTarget(),
            new ChallengeTarget()));
  }
}
