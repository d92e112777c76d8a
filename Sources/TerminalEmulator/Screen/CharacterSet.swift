/// A set of 94 or 96 characters that the bytes 0x20...0x7f may stand for.
enum CharacterSet: UInt8, CaseIterable {
  case ascii, specialGraphics, british, dutch, finnish, french, frenchCanadian, german, italian
  case norwegianDanish, portuguese, spanish, swedish, swiss, greekNational
  case technical, supplemental, greekSupplemental, hebrewSupplemental, turkishSupplemental
  case cyrillicSupplemental, latin1, latin2, latinCyrillic, latinGreek, latinHebrew, latin5

  /// How SCS names each set, and the 12 characters in which a national set differs from ASCII.
  private struct Row {
    let set: CharacterSet
    let designators: [String]
    let national: String
  }

  private static let rows: [Row] = [
    Row(set: .ascii, designators: ["B", "1"], national: ""),
    Row(set: .specialGraphics, designators: ["0", "2"], national: ""),
    Row(set: .british, designators: ["A"], national: "£@[\\]^_`{|}~"),
    Row(set: .dutch, designators: ["4"], national: "£¾ĳ½|^_`¨ƒ¼´"),
    Row(set: .finnish, designators: ["C", "5"], national: "#@ÄÖÅÜ_éäöåü"),
    Row(set: .french, designators: ["R", "f"], national: "£à°ç§^_`éùè¨"),
    Row(set: .frenchCanadian, designators: ["Q", "9"], national: "#àâçêî_ôéùèû"),
    Row(set: .german, designators: ["K"], national: "#§ÄÖÜ^_`äöüß"),
    Row(set: .italian, designators: ["Y"], national: "£§°çé^_ùàòèì"),
    Row(set: .norwegianDanish, designators: ["`", "E", "6"], national: "#ÄÆØÅÜ_äæøåü"),
    Row(set: .portuguese, designators: ["%6"], national: "#@ÃÇÕ^_`ãçõ~"),
    Row(set: .spanish, designators: ["Z"], national: "£§¡Ñ¿^_`°ñç~"),
    Row(set: .swedish, designators: ["H", "7"], national: "#ÉÄÖÅÜ_éäöåü"),
    Row(set: .swiss, designators: ["="], national: "ùàéçêîèôäöüû"),
    Row(set: .greekNational, designators: ["\">"], national: ""),
    Row(set: .technical, designators: [">"], national: ""),
    Row(set: .supplemental, designators: ["<", "%5"], national: ""),
    Row(set: .greekSupplemental, designators: ["\"?"], national: ""),
    Row(set: .hebrewSupplemental, designators: ["\"4"], national: ""),
    Row(set: .turkishSupplemental, designators: ["%0"], national: ""),
    Row(set: .cyrillicSupplemental, designators: ["&4"], national: ""),
  ]

  /// The sets of 96 characters, which have names of their own.
  private static let wideSets: [(set: CharacterSet, designator: String)] = [
    (.latin1, "A"), (.latin2, "B"), (.latinCyrillic, "L"), (.latinGreek, "F"),
    (.latinHebrew, "H"), (.latin5, "M"),
  ]

  /// Where national sets differ (ISO 646).
  private static let nationalBytes = Array("#@[\\]^_`{|}~".utf8)
  /// DEC's line drawing set, 0x5f...0x7e.
  private static let graphics = Array(" ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)

  private static let translations: [[UInt32]] = allCases.map { set in
    (0..<128).map { set.translate(UInt8($0)) }
  }

  /// The set that a designating sequence means, if there is one.
  init?(designator: UInt16, has96Characters: Bool) {
    let name = CharacterSet.name(designator)
    if has96Characters {
      guard let wide = CharacterSet.wideSets.first(where: { $0.designator == name }) else {
        return nil
      }

      self = wide.set
      return
    }
    guard let row = CharacterSet.rows.first(where: { $0.designators.contains(name) }) else {
      return nil
    }

    self = row.set
  }

  /// What follows `ESC (`, or `ESC -` for a set of 96, to name this set.
  var designator: String {
    CharacterSet.rows.first { $0.set == self }?.designators.first
      ?? CharacterSet.wideSets.first { $0.set == self }?.designator ?? "A"
  }

  var has96Characters: Bool { rawValue >= CharacterSet.latin1.rawValue }

  /// Whether it replaces letters of ASCII, which programs must first allow (DECNRCM).
  var isNational: Bool {
    switch self {
    case .ascii, .specialGraphics, .british: false
    default: rawValue < CharacterSet.technical.rawValue
    }
  }

  @inline(__always)
  func scalar(_ byte: UInt8) -> UInt32 { CharacterSet.translations[Int(rawValue)][Int(byte & 127)] }

  private func translate(_ byte: UInt8) -> UInt32 {
    switch self {
    case .ascii: return UInt32(byte)
    case .specialGraphics:
      guard byte >= 0x5f, byte < 0x7f else { return UInt32(byte) }

      return CharacterSet.graphics[Int(byte - 0x5f)].value
    case .latin1: return byte > 0x20 ? UInt32(byte) | 0x80 : UInt32(byte)
    default:
      if let characters = SupplementalSets.characters[self] {
        guard byte > 0x20, byte < 0x7f else { return UInt32(byte) }

        return characters[Int(byte - 0x21)].value
      }
      let national = CharacterSet.rows.first { $0.set == self }?.national ?? ""
      guard let index = CharacterSet.nationalBytes.firstIndex(of: byte) else { return UInt32(byte) }

      return Array(national.unicodeScalars)[index].value
    }
  }

  private static func name(_ designator: UInt16) -> String {
    let bytes = [UInt8(designator >> 8), UInt8(designator & 0xff)].filter { $0 != 0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
