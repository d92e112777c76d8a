extension Screen {
  /// DCS strings. Graphics and downloaded fonts are swallowed.
  mutating func deviceControl(
    _ sequence: ControlSequence, _ parameters: ParserParameters, _ text: [UInt8]
  ) {
    canRepeat = false
    switch (sequence.marker, sequence.intermediates, sequence.final) {
    case (0, UInt16(UInt8(ascii: "$")), UInt8(ascii: "q")): reportSetting(text)
    case (0, UInt16(UInt8(ascii: "+")), UInt8(ascii: "q")): reportCapabilities(text)
    case (0, UInt16(UInt8(ascii: "$")), UInt8(ascii: "t")):
      restorePresentation(parameters.selector(0), text)
    default: unknownSequences += 1
    }
  }

  /// DECRQSS: the present value of a setting, as the sequence that would make it.
  private mutating func reportSetting(_ text: [UInt8]) {
    // A VT100 does not know the question.
    guard conformanceLevel > 61 else { return }
    guard let value = setting(String(decoding: text.prefix(8), as: UTF8.self)) else {
      return reply(device: "0$r")
    }

    reply(device: "1$r\(value)")
  }

  private func setting(_ name: String) -> String? {
    switch name {
    case "m": "\(pen.graphicsText)m"
    case "r": "\(margins.top + 1);\(margins.bottom + 1)r"
    case "s": "\(margins.left + 1);\(margins.right + 1)s"
    case "t": "\(rows)t"
    case "$|": "\(columns)$|"
    case "*|": "\(rows)*|"
    case "*x": "\(attributeExtent)*x"
    case " q": "\(cursorStyle.rawValue) q"
    case "\"q": "\(protection.isOn && protection.rule == .selective ? 1 : 0)\"q"
    case "$}", "$~": "0\(name)"
    case "\"p": "\(conformanceLevel);\(sendsEightBitControls ? 0 : 1)\"p"
    default: nil
    }
  }

  /// XTGETTCAP: a few of terminfo's capabilities, names and values in hexadecimal.
  private mutating func reportCapabilities(_ text: [UInt8]) {
    for name in text.split(separator: UInt8(ascii: ";")).prefix(32) {
      let key = String(decoding: name.prefix(64), as: UTF8.self)
      // What we echo is checked to be nothing but digits.
      guard let decoded = Hexadecimal.decode(name.prefix(64)) else {
        reply(device: "0+r")
        continue
      }

      if let value = Self.capabilities[String(decoding: decoded, as: UTF8.self)] {
        reply(device: "1+r\(key)=\(Hexadecimal.encode(value))")
      } else {
        reply(device: "0+r\(key)")
      }
    }
  }

  private static let capabilities = [
    "TN": "xterm-256color", "name": "xterm-256color", "Co": "256", "colors": "256", "RGB": "8",
    "Tc": "", "Ms": "\u{1b}]52;%p1%s;%p2%s\u{7}",
  ]
}
