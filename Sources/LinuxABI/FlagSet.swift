/// A bit or a number and the C constant that stands for it, for traces and messages.
public struct FlagName<Value: FixedWidthInteger & Sendable>: Sendable {
  public let value: Value
  public let name: String

  public init(_ value: Value, _ name: String) {
    self.value = value
    self.name = name
  }
}

/// A set of flags as a guest passes it. Unknown bits are kept: whoever receives the flags checks
/// `isSubset(of: known)` and answers `EINVAL`, or ignores them where Linux does.
public protocol FlagSet: OptionSet, Sendable, Hashable, CustomStringConvertible
where RawValue: FixedWidthInteger & Sendable & Hashable {
  /// Every flag with its C name.
  static var names: [FlagName<RawValue>] { get }
  /// All flags that have a name.
  static var known: Self { get }
}

extension FlagSet {
  /// The C names, as strace prints them: `O_CREAT|O_CLOEXEC|0x8`.
  public var description: String {
    var rest = rawValue
    var words: [String] = []
    for flag in Self.names where flag.value != 0 && rest & flag.value == flag.value {
      words.append(flag.name)
      rest &= ~flag.value
    }
    if rest != 0 || words.isEmpty { words.append(hexadecimal(rest)) }
    return words.joined(separator: "|")
  }

  static func union(of names: [FlagName<RawValue>]) -> Self {
    Self(rawValue: names.reduce(0) { $0 | $1.value })
  }
}

/// A number out of an open set: one without a name passes through.
public protocol NamedNumber: RawRepresentable, Sendable, Hashable, CustomStringConvertible
where RawValue: FixedWidthInteger & Sendable & Hashable {
  static var names: [FlagName<RawValue>] { get }
}

extension NamedNumber {
  /// The C constant's name, or the number in hexadecimal.
  public var description: String {
    Self.names.first { $0.value == rawValue }?.name ?? hexadecimal(rawValue)
  }
}

private func hexadecimal<Value: FixedWidthInteger>(_ value: Value) -> String {
  if value == 0 { return "0" }
  let bits = UInt64(truncatingIfNeeded: value)
  let mask = Value.bitWidth == 64 ? UInt64.max : (1 << UInt64(Value.bitWidth)) - 1
  return "0x" + String(bits & mask, radix: 16)
}
