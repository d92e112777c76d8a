/// The cursor and the tab stops as text, for programs that borrow the screen: DECRQPSR asks for
/// it, DECRSPS brings it back (VT510 manual, "DECCIR" and "DECTABSR").
extension Screen {
  /// DECRQPSR: the cursor with its attributes (DECCIR), or the tab stops (DECTABSR).
  mutating func reportPresentation(_ selector: Int) {
    switch selector {
    case 1: reply(device: "1$u\(cursorInformation)")
    case 2:
      let stops = tabs.stops.indices.filter { tabs.stops[$0] }.map { String($0 + 1) }
      reply(device: "2$u\(stops.joined(separator: "/"))")
    default: break
    }
  }

  /// DECRSPS. What is missing stays as it is.
  mutating func restorePresentation(_ selector: Int, _ text: [UInt8]) {
    switch selector {
    case 1:
      restoreCursor(text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false))
    case 2:
      tabs.clearAll()
      for stop in text.split(separator: UInt8(ascii: "/")) {
        let column = (Int(String(decoding: stop, as: UTF8.self)) ?? 0) - 1
        if tabs.stops.indices.contains(column) { tabs.set(column) }
      }
    default: unknownSequences += 1
    }
  }

  private var cursorInformation: String {
    func character(_ bits: Flags) -> String { String(UnicodeScalar(0x40 | bits.rawValue)) }
    let (row, column) = originPosition
    var graphics: Flags = pen.isBold ? .bold : []
    if pen.underline != .none { graphics.insert(.underline) }
    if pen.isBlinking { graphics.insert(.blink) }
    if pen.isReversed { graphics.insert(.reverse) }
    var flags: Flags = modes.flags.contains(.origin) ? .origin : []
    if let shift = charsets.singleShift { flags.insert(shift == 2 ? .shift2 : .shift3) }
    if cursor.isWrapPending { flags.insert(.wrap) }
    var sizes: Flags = []
    for (index, set) in charsets.designated.enumerated() where set.has96Characters {
      sizes.insert(Flags(rawValue: 1 << UInt8(index)))
    }
    let sets = charsets.designated.map(\.designator).joined()
    let guarding = character(protection.isOn ? .guarded : [])
    let head = "\(row + 1);\(column + 1);1;\(character(graphics));\(guarding)"
    let shifts = "\(charsets.left);\(charsets.right)"
    return head + ";\(character(flags));\(shifts);\(character(sizes));\(sets)"
  }

  private mutating func restoreCursor(_ fields: [ArraySlice<UInt8>]) {
    func number(_ index: Int) -> Int? {
      fields.indices.contains(index) ? Int(String(decoding: fields[index], as: UTF8.self)) : nil
    }
    func flags(_ index: Int) -> Flags? {
      guard fields.indices.contains(index), let byte = fields[index].first else { return nil }

      return Flags(rawValue: byte & 0x1f)
    }
    if let flags = flags(5) { setMode(.origin, flags.contains(.origin)) }
    let (row, column) = originPosition
    moveCursor(toRow: (number(0) ?? row + 1) - 1, column: (number(1) ?? column + 1) - 1)
    if let graphics = flags(3) {
      let bits: [(Flags, CellStyle.Attributes)] = [
        (.bold, .bold), (.blink, .blink), (.reverse, .reverse),
      ]
      for (flag, attribute) in bits {
        pen.attributes.remove(attribute)
        if graphics.contains(flag) { pen.attributes.insert(attribute) }
      }
      pen.underline = graphics.contains(.underline) ? .single : .none
    }
    if let guarding = flags(4) {
      protection = Protection(rule: .selective, isOn: guarding.contains(.guarded))
    }
    if fields.count > 9 { designate(fields[9], sizes: flags(8) ?? []) }
    if let left = number(6), (0...3).contains(left) { charsets.shiftLeft(left) }
    if let right = number(7), (1...3).contains(right) { charsets.shiftRight(right) }
    guard let flags = flags(5) else { return }

    if flags.contains(.shift2) { charsets.shiftOnce(2) }
    if flags.contains(.shift3) { charsets.shiftOnce(3) }
    cursor.isWrapPending = flags.contains(.wrap) && cursor.column == rightLimit - 1
  }

  /// Reads the names of the four sets, which stand side by side.
  private mutating func designate(_ names: ArraySlice<UInt8>, sizes: Flags) {
    var index = 0
    var intermediate: UInt16 = 0
    for byte in names where index < 4 {
      guard byte >= 0x30 else {
        intermediate = UInt16(byte)
        continue
      }

      let name = intermediate << 8 | UInt16(byte)
      let isWide = sizes.contains(Flags(rawValue: 1 << UInt8(index)))
      if let set = CharacterSet(designator: name, has96Characters: isWide) {
        charsets.designate(index, set)
      }
      index += 1
      intermediate = 0
    }
  }

  /// The bits in the reports' letters.
  private struct Flags: OptionSet {
    let rawValue: UInt8

    static let bold = Flags(rawValue: 1)
    static let underline = Flags(rawValue: 2)
    static let blink = Flags(rawValue: 4)
    static let reverse = Flags(rawValue: 8)
    static let guarded = Flags(rawValue: 1)
    static let origin = Flags(rawValue: 1)
    static let shift2 = Flags(rawValue: 2)
    static let shift3 = Flags(rawValue: 4)
    static let wrap = Flags(rawValue: 8)
  }
}
