package dev.latchkey.broker.http.connection;

import java.time.Duration;

/// How long a client is waited for. Whoever is later loses the connection.
///
/// @param header from the first byte of a request, and for the first one from the opening of the
///     connection, until its headers are whole
/// @param body from the first read of a body until it is whole
/// @param answer for each part of an answer until the client's side has taken it
/// @param idle between an answer and the next request
public record Deadlines(Duration header, Duration body, Duration answer, Duration idle) {}
