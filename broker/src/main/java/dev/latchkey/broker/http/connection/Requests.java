package dev.latchkey.broker.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import io.helidon.webserver.CloseConnectionException;
import java.util.Optional;

/// Sees each request of one connection begin, when its headers are whole, and end, when it was
/// answered and its body is read: Helidon asks a limit for leave in between. Ends the connection
/// after its last request.
final class Requests implements Limit {
  private final Limit limit;
  private final GuardedContext context;
  private final Patience patience;

  Requests(Limit limit, GuardedContext context, Patience patience) {
    this.limit = limit;
    this.context = context;
    this.patience = patience;
  }

  @Override
  public Optional<LimitAlgorithm.Token> tryAcquire(boolean wait) {
    patience.requestBegins();
    return limit.tryAcquire(wait).map(Request::new);
  }

  @Override
  public Limit copy() {
    return new Requests(limit.copy(), context, patience);
  }

  @Override
  public String name() {
    return limit.name();
  }

  @Override
  public String type() {
    return limit.type();
  }

  private final class Request implements LimitAlgorithm.Token {
    private final LimitAlgorithm.Token token;

    Request(LimitAlgorithm.Token token) {
      this.token = token;
    }

    @Override
    public void success() {
      token.success();
      if (context.endsAfterAnswer()) {
        context.dropBody();
        throw new CloseConnectionException("this was the last request");
      }
      patience.requestEnds(context.dataReader().available() > 0);
    }

    @Override
    public void dropped() {
      token.dropped();
    }

    @Override
    public void ignore() {
      token.ignore();
    }
  }
}
