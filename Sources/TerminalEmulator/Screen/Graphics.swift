extension Screen {
  /// SGR: how what is printed next looks.
  mutating func selectGraphics(_ parameters: ParserParameters) {
    var index = 0
    // No number at all means one zero.
    repeat { pen.apply(parameters, &index) } while index < parameters.count
  }
}

extension CellStyle {
  /// Applies the attribute at `index` and moves past it and what belongs to it.
  mutating func apply(_ parameters: ParserParameters, _ index: inout Int) {
    let first = index
    let attribute = parameters.selector(first)
    index += 1
    switch attribute {
    case 0:
      let link = hyperlink
      self = .standard
      hyperlink = link
    case 1: attributes.insert(.bold)
    case 2: attributes.insert(.faint)
    case 3: attributes.insert(.italic)
    case 4:
      underline = .single
      if parameters.isSubparameter(index) {
        underline = Underline(rawValue: UInt8(min(parameters.selector(index), 255))) ?? .single
      }
    case 5, 6: attributes.insert(.blink)
    case 7: attributes.insert(.reverse)
    case 8: attributes.insert(.invisible)
    case 9: attributes.insert(.strikethrough)
    case 21: underline = .double
    case 22: attributes.subtract([.bold, .faint])
    case 23: attributes.remove(.italic)
    case 24: underline = .none
    case 25: attributes.remove(.blink)
    case 27: attributes.remove(.reverse)
    case 28: attributes.remove(.invisible)
    case 29: attributes.remove(.strikethrough)
    case 53: attributes.insert(.overline)
    case 55: attributes.remove(.overline)
    default: applyColor(attribute, parameters, &index)
    }
    while parameters.isSubparameter(index) { index += 1 }
  }

  private mutating func applyColor(
    _ attribute: Int, _ parameters: ParserParameters, _ index: inout Int
  ) {
    switch attribute {
    case 30...37: packedForeground = .indexed(attribute - 30)
    case 38: packedForeground = Self.color(parameters, &index) ?? packedForeground
    case 39: packedForeground = .standard
    case 40...47: packedBackground = .indexed(attribute - 40)
    case 48: packedBackground = Self.color(parameters, &index) ?? packedBackground
    case 49: packedBackground = .standard
    case 58: packedUnderlineColor = Self.color(parameters, &index) ?? packedUnderlineColor
    case 59: packedUnderlineColor = .standard
    case 90...97: packedForeground = .indexed(attribute - 82)
    case 100...107: packedBackground = .indexed(attribute - 92)
    default: break
    }
  }

  /// The colour after 38, 48 or 58, in any of its spellings: `5;n`, `2;r;g;b`, `5:n`,
  /// `2::r:g:b` (ISO 8613-6) and `2:r:g:b`, which many programs write instead.
  private static func color(
    _ parameters: ParserParameters, _ index: inout Int
  ) -> PackedColor? {
    let kind = parameters.selector(index)
    guard parameters.isSubparameter(index) else {
      index += kind == 2 ? 4 : kind == 5 ? 2 : 1
      let first = index - (kind == 2 ? 3 : 1)
      guard index <= parameters.count else { return nil }

      return color(kind, parameters, first)
    }

    var end = index
    while parameters.isSubparameter(end) { end += 1 }
    let first = kind == 2 && end - index >= 5 ? index + 2 : index + 1
    index = end
    guard first + (kind == 2 ? 3 : 1) <= end else { return nil }

    return color(kind, parameters, first)
  }

  private static func color(
    _ kind: Int, _ parameters: ParserParameters, _ first: Int
  ) -> PackedColor? {
    let values = (
      parameters.selector(first), parameters.selector(first + 1), parameters.selector(first + 2)
    )
    switch kind {
    case 2 where max(values.0, values.1, values.2) < 256: return .rgb(values.0, values.1, values.2)
    case 5 where values.0 < 256: return .indexed(values.0)
    default: return nil
    }
  }
}
