extension Screen {
  /// OSC 4 and 5: pairs of a number and a colour, or `?` to ask.
  mutating func setColors(
    _ text: ArraySlice<UInt8>, offset: Int, _ command: Int, _ endedByBell: Bool
  ) {
    let fields = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    for pair in stride(from: 0, to: fields.count - 1, by: 2) {
      let number = Int(String(decoding: fields[pair], as: UTF8.self)) ?? -1
      guard number >= 0, number < ColorTable.count - offset else { continue }

      if fields[pair + 1].elementsEqual([UInt8(ascii: "?")]) {
        let color = colors[number + offset]
        reply(
          command: "\(command);\(number);\(color.specification)", endedByBell: endedByBell)
      } else if let color = TerminalColor(specification: fields[pair + 1]) {
        colors.set(number + offset, color)
        didChangeColors()
      }
    }
  }

  /// OSC 10–19: colours of the foreground, the background, the cursor and so on, in order.
  mutating func setDynamicColors(
    _ text: ArraySlice<UInt8>, from first: Int, _ endedByBell: Bool
  ) {
    let fields = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    for (offset, field) in fields.enumerated() where first - 10 + offset < ColorTable.dynamicCount {
      let index = first - 10 + offset
      if field.elementsEqual([UInt8(ascii: "?")]) {
        let color = colors.dynamic(index)
        reply(command: "\(first + offset);\(color.specification)", endedByBell: endedByBell)
      } else if let color = TerminalColor(specification: field) {
        colors.setDynamic(index, color)
        didChangeColors()
      }
    }
  }

  /// OSC 104 and 105: the colours named, or all of them.
  mutating func resetColors(_ text: ArraySlice<UInt8>, offset: Int, count: Int) {
    let numbers = text.split(separator: UInt8(ascii: ";")).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    if numbers.isEmpty { colors.resetAll(in: offset..<offset + count) }
    for number in numbers where number >= 0 && number < ColorTable.count - offset {
      colors.reset(number + offset)
    }
    didChangeColors()
  }

  mutating func resetDynamicColor(_ index: Int) {
    colors.resetDynamic(index)
    didChangeColors()
  }

  private mutating func didChangeColors() {
    isAppearanceChanged = true
    report(.colorsChanged)
  }
}

extension TerminalColor {
  /// Reads X11's numeric forms, `#rgb` to `#rrrrggggbbbb` and `rgb:r/g/b` to `rgb:rrrr/gggg/bbbb`,
  /// forms that do not depend on the screen, and the names of the eight basic colours.
  init?(specification: some Collection<UInt8>) {
    let text = String(decoding: specification.prefix(64), as: UTF8.self).lowercased()
    if text.hasPrefix("#") {
      self.init(hexadecimal: Array(text.utf8.dropFirst()))
    } else if text.hasPrefix("rgb:") {
      self.init(channels: text.dropFirst(4)) { Self.scaled($0) }
    } else if let color = DeviceIndependentColor.color(text) {
      self = color
    } else {
      guard let index = Self.names.firstIndex(of: text) else { return nil }

      let level = { (bit: Int) in index & bit != 0 ? 255 : 0 }
      self.init(level(1), level(2), level(4))
    }
  }

  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// As xterm's answers have it, which X11's sixteen bits per channel come from.
  var specification: String {
    let channels = [red, green, blue].map { channel in
      let digits = String(channel, radix: 16)
      let padded = digits.utf8.count == 1 ? "0" + digits : digits
      return padded + padded
    }
    return "rgb:" + channels.joined(separator: "/")
  }

  /// With `#`, digits left out are zeroes at the low end.
  private init?(hexadecimal digits: [UInt8]) {
    guard !digits.isEmpty, digits.count <= 12, digits.count.isMultiple(of: 3) else { return nil }

    let width = digits.count / 3
    let values = (0..<3).compactMap { channel in
      let text = digits[channel * width..<(channel + 1) * width]
      return UInt16(String(decoding: text, as: UTF8.self), radix: 16)
    }
    guard values.count == 3 else { return nil }

    let bytes = values.map { UInt8(truncatingIfNeeded: ($0 << UInt16(16 - 4 * width)) >> 8) }
    self.init(red: bytes[0], green: bytes[1], blue: bytes[2])
  }

  private init?(channels text: Substring, _ parse: (Substring) -> UInt8?) {
    let fields = text.split(separator: "/", omittingEmptySubsequences: false)
    let values = fields.compactMap(parse)
    guard values.count == 3, fields.count == 3 else { return nil }

    self.init(red: values[0], green: values[1], blue: values[2])
  }

  /// With `rgb:`, one to four digits are a fraction of their largest value.
  private static func scaled(_ text: Substring) -> UInt8? {
    guard (1...4).contains(text.utf8.count), let value = UInt32(text, radix: 16) else { return nil }

    let largest = (UInt32(1) << UInt32(4 * text.utf8.count)) - 1
    return UInt8(truncatingIfNeeded: (value * 65535 / largest) >> 8)
  }
}
