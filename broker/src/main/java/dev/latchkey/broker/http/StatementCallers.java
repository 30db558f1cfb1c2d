package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.roster.Role;
import io.helidon.webserver.http.ServerRequest;

/// Who brings statements, and how many. All of it is asked before a body is read.
final class StatementCallers {
  private final Access access;
  private final Limits limits;
  private final MemberLimits memberLimits;
  private final ClientAddresses addresses;

  StatementCallers(
      Access access, Limits limits, MemberLimits memberLimits, ClientAddresses addresses) {
    this.access = access;
    this.limits = limits;
    this.memberLimits = memberLimits;
    this.addresses = addresses;
  }

  /// A host with one more statement.
  Membership host(ServerRequest request) {
    var caller = access.member(request);
    if (caller.role() != Role.HOST) {
      throw new RoleForbidden();
    }
    count(request, caller);
    return caller;
  }

  /// A member with one more statement.
  Membership member(ServerRequest request) {
    var caller = access.member(request);
    count(request, caller);
    return caller;
  }

  private void count(ServerRequest request, Membership caller) {
    limits.take(Limit.STATEMENT_ADDRESS, addresses.caller(request).key());
    memberLimits.take(Limit.STATEMENT, caller);
  }
}
