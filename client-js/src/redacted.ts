/** A value that says nothing about itself when it is printed, logged or turned into JSON. */
export abstract class Redacted {
  toString(): string {
    return "[REDACTED]";
  }

  toJSON(): string {
    return "[REDACTED]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[REDACTED]";
  }
}
