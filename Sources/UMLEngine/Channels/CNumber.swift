/// A number as C's strtoul with base 0 reads it, which is how UML reads every number on its command
/// line: `0x` is hexadecimal, a leading `0` octal.
struct CNumber: Equatable {
  let value: Int
  /// What follows the digits.
  let rest: Substring

  /// nil when no digit comes first, or the number is absurdly large.
  init?(parsing text: some StringProtocol) {
    var digits = Substring(text)
    var radix = 10
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      radix = 16
      digits = digits.dropFirst(2)
    } else if digits.hasPrefix("0") {
      radix = 8
    }
    let number = digits.prefix { $0.isASCII && ($0.hexDigitValue ?? 99) < radix }
    guard let value = Int(number, radix: radix) else { return nil }
    self.value = value
    rest = digits.dropFirst(number.count)
  }
}
