/// Whether characters being printed are guarded, and by which of two rules: DEC's (DECSCA), which
/// only selective erasure respects, or ECMA-48's (SPA, EPA), which all erasure respects.
struct Protection: Equatable {
  enum Rule: UInt8 { case selective, ecma }

  var rule = Rule.selective
  /// Whether what is printed now is guarded.
  var isOn = false
}
