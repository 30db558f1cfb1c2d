package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.RateLimited;
import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// An error as the caller sees it. RFC 9457, PROTOCOL.md §1.1.
///
/// @param code stable, for programs
/// @param detail a sentence, for people
/// @param extra further members
public record Problem(Status status, String code, String detail, Map<String, Object> extra) {
  private static final Status STORAGE_FULL = Status.create(507, "Insufficient Storage");

  /// The one map from refusals to answers.
  public static Problem of(BrokerException refusal) {
    return switch (refusal) {
      case BrokerException.BadRequest it -> of(Status.BAD_REQUEST_400, "bad_request", it.detail());
      case BrokerException.StatementInvalid it ->
          of(Status.BAD_REQUEST_400, "statement_invalid", it.detail());
      case BrokerException.TokenInvalid _ ->
          of(
              Status.UNAUTHORIZED_401,
              "token_invalid",
              "The access token or proof is not accepted.");
      case BrokerException.NonceRequired _ ->
          of(
              Status.UNAUTHORIZED_401,
              "use_dpop_nonce",
              "Send the proof again with the nonce of this answer.");
      case BrokerException.CreationTokenRequired _ ->
          of(
              Status.UNAUTHORIZED_401,
              "creation_token_required",
              "This broker asks for a token to create sessions.");
      case BrokerException.RoleForbidden _ ->
          of(Status.FORBIDDEN_403, "role_forbidden", "Your role does not allow this.");
      case BrokerException.NotFound _ ->
          of(Status.NOT_FOUND_404, "not_found", "There is nothing here for you.");
      case BrokerException.MethodNotAllowed _ ->
          of(
              Status.METHOD_NOT_ALLOWED_405,
              "method_not_allowed",
              "This address does not have that method.");
      case BrokerException.SessionExists _ ->
          of(Status.CONFLICT_409, "session_exists", "This session is live already.");
      case BrokerException.SessionEnded _ ->
          of(Status.GONE_410, "session_ended", "The session has ended.");
      case BrokerException.StatementConflict it ->
          of(
              Status.CONFLICT_409,
              "statement_conflict",
              "Something came before your statement: fold it and sign again.",
              Map.of("size", it.size()));
      case BrokerException.HeadsMoved it ->
          of(
              Status.CONFLICT_409,
              "heads_moved",
              "Somebody has written meanwhile: close the channels at these heads.",
              Map.of("heads", new TreeMap<>(it.heads())));
      case BrokerException.InviteRefused it -> inviteRefused(it.reason());
      case BrokerException.JoinDeclined _ ->
          of(Status.CONFLICT_409, "join_declined", "The host did not let you in.");
      case BrokerException.SessionFull _ ->
          of(Status.CONFLICT_409, "session_full", "The session has its most members.");
      case BrokerException.CounterUsed _ ->
          of(Status.CONFLICT_409, "counter_used", "The frame's counter was used before.");
      case BrokerException.EpochClosed _ ->
          of(Status.CONFLICT_409, "epoch_closed", "The key has changed: seal the frame again.");
      case BrokerException.HeadMoved it ->
          of(
              Status.PRECONDITION_FAILED_412,
              "head_moved",
              "Somebody else has written to the channel.",
              Map.of("head", it.head()));
      case BrokerException.SlotTaken _ ->
          of(Status.CONFLICT_409, "slot_taken", "Another device was here before.");
      case BrokerException.PayloadTooLarge _ -> payloadTooLarge();
      case BrokerException.UnsupportedMediaType _ ->
          of(
              Status.UNSUPPORTED_MEDIA_TYPE_415,
              "unsupported_media_type",
              "Send the body as application/json.");
      case BrokerException.UpgradeRequired _ ->
          of(
              Status.create(426, "Upgrade Required"),
              "upgrade_required",
              "This address speaks WebSocket only.");
      case RateLimited it ->
          of(
              Status.TOO_MANY_REQUESTS_429,
              "rate_limited",
              "Too many tries; wait before the next one.",
              Map.of("retryAfterMs", millis(it)));
      case BrokerException.Draining _ ->
          of(
              Status.SERVICE_UNAVAILABLE_503,
              "draining",
              "The broker is stopping; try again in a moment.",
              Map.of("retryAfterMs", 1_000));
      case BrokerException.Overloaded _ ->
          of(
              Status.SERVICE_UNAVAILABLE_503,
              "overloaded",
              "The broker has too much to do; try again in a moment.",
              Map.of("retryAfterMs", 1_000));
      case BrokerException.SessionStorageFull _ ->
          of(STORAGE_FULL, "session_storage_full", "The session has no room for more.");
      case BrokerException.TooManySessions _ ->
          of(
              STORAGE_FULL,
              "too_many_sessions",
              "Your network has as many sessions here as it may have; end one of them first.");
    };
  }

  static Problem internal() {
    return of(
        Status.INTERNAL_SERVER_ERROR_500, "internal", "Something went wrong inside the broker.");
  }

  static Problem payloadTooLarge() {
    return of(
        Status.REQUEST_ENTITY_TOO_LARGE_413,
        "payload_too_large",
        "The body is larger than the broker takes.");
  }

  /// The answer to something that is not even HTTP as we take it.
  static Problem malformed() {
    return of(Status.BAD_REQUEST_400, "bad_request", "The request is malformed.");
  }

  byte[] body(String requestId) {
    var members = members();
    members.put("requestId", requestId);
    return Json.bytes(members);
  }

  /// The answer where there is no request: on a live connection.
  public byte[] body() {
    return Json.bytes(members());
  }

  private Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "about:blank");
    members.put("title", status.reasonPhrase());
    members.put("status", status.code());
    members.put("code", code);
    members.put("detail", detail);
    members.putAll(extra);
    return members;
  }

  static long millis(RateLimited limited) {
    return Math.max(1, limited.waitFor().plusNanos(999_999).toMillis());
  }

  private static Problem inviteRefused(BrokerException.InviteRefused.Reason reason) {
    return switch (reason) {
      case USED -> of(Status.CONFLICT_409, "invite_used", "The invite is used up.");
      case EXPIRED -> of(Status.CONFLICT_409, "invite_expired", "The invite has expired.");
      case REVOKED -> of(Status.CONFLICT_409, "invite_revoked", "The invite was taken back.");
      case CHANGED ->
          of(Status.CONFLICT_409, "invite_changed", "The invite has changed: look at it again.");
    };
  }

  private static Problem of(Status status, String code, String detail) {
    return of(status, code, detail, Map.of());
  }

  private static Problem of(Status status, String code, String detail, Map<String, Object> extra) {
    return new Problem(status, code, detail, extra);
  }
}
