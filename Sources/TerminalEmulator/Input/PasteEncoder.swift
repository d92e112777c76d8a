/// Makes pasted text safe to send: it may say what to type, but never press keys for the user.
public struct PasteEncoder {
  /// Line ends become carriage returns, as the Return key sends; other controls, which include the
  /// escape that could end the bracket from within, are left out.
  public static func encode(_ text: String, bracketed isBracketed: Bool) -> [UInt8] {
    var bytes = isBracketed ? Array("\u{1b}[200~".utf8) : []
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0a: if previous?.value != 0x0d { bytes.append(0x0d) }
      case 0x0d, 0x09: bytes.append(UInt8(scalar.value))
      case ..<0x20, 0x7f..<0xa0: continue
      default: bytes.append(utf8: scalar.value)
      }
    }
    if isBracketed { bytes.append(contentsOf: "\u{1b}[201~".utf8) }
    return bytes
  }
}
