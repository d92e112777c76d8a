extension Screen {
  /// A rectangle of cells, ends excluded; what a sequence says is clamped to the screen.
  struct Area {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  /// Reads top, left, bottom, right. `nil` for one that is turned inside out or off the screen.
  func area(_ parameters: ParserParameters, from first: Int) -> Area? {
    let isOrigin = modes.flags.contains(.origin)
    let rowOffset = isOrigin ? margins.top : 0
    let columnOffset = isOrigin ? margins.left : 0
    let lastRow = isOrigin ? margins.bottom + 1 : rows
    let lastColumn = isOrigin ? margins.right + 1 : columns
    let top = parameters.positive(first) + rowOffset
    let left = parameters.positive(first + 1) + columnOffset
    let bottom = min(parameters.extent(first + 2, rows) + rowOffset, lastRow)
    let right = min(parameters.extent(first + 3, columns) + columnOffset, lastColumn)
    guard top <= bottom, left <= right else { return nil }

    return Area(rows: top - 1..<bottom, columns: left - 1..<right)
  }

  mutating func performRectangle(
    _ action: TerminalAction, _ parameters: ParserParameters
  ) {
    switch action {
    case .copyRectangle: copyRectangle(parameters)
    case .fillRectangle: fillRectangle(parameters)
    case .eraseRectangle: eraseRectangle(parameters)
    case .selectiveEraseRectangle: selectivelyEraseRectangle(parameters)
    case .changeAttributes: changeAttributes(parameters) { $0.change($1) }
    case .reverseAttributes: changeAttributes(parameters) { $0.reverse($1) }
    default: unknownSequences += 1
    }
  }

  /// DECCRA. The numbers of pages are there, but there is one page.
  private mutating func copyRectangle(_ parameters: ParserParameters) {
    guard let source = area(parameters, from: 0) else { return }

    let isOrigin = modes.flags.contains(.origin)
    let top = parameters.positive(5) - 1 + (isOrigin ? margins.top : 0)
    let left = parameters.positive(6) - 1 + (isOrigin ? margins.left : 0)
    let height = min(source.rows.count, (isOrigin ? margins.bottom + 1 : rows) - top)
    let width = min(source.columns.count, (isOrigin ? margins.right + 1 : columns) - left)
    guard height > 0, width > 0 else { return }

    let copies = source.rows.prefix(height).map { row in
      (source.columns.lowerBound..<source.columns.lowerBound + width).map { grid[row, $0] }
    }
    for (offset, cells) in copies.enumerated() {
      paste(cells, row: top + offset, column: left)
    }
  }

  private mutating func paste(_ cells: [Cell], row: Int, column: Int) {
    splitWide(row, column, column + cells.count)
    for (offset, cell) in cells.enumerated() {
      let isFirstHalf = cell.isWide && offset + 1 < cells.count
      let isSecondHalf = cell.isContinuation && offset > 0
      // Halves of wide characters that the rectangle cuts become blanks.
      let isWhole = isFirstHalf || isSecondHalf || cell.width == 1
      grid[row, column + offset] = cell
      if !isWhole { blank(row, column + offset) }
    }
  }

  /// DECFRA.
  private mutating func fillRectangle(_ parameters: ParserParameters) {
    let scalar = parameters.selector(0)
    guard (0x20..<0x7f).contains(scalar) || (0xa0...0xff).contains(scalar) else { return }
    guard let area = area(parameters, from: 1) else { return }

    let content = scalar < 0x80 ? charsets.translate(UInt8(scalar)) : UInt32(scalar)
    let bits = protection.isOn ? Cell.protectedBit : 0
    let cell = Cell(content: content, style: penNumbers().pen, bits: bits)
    for row in area.rows {
      splitWide(row, area.columns.lowerBound, area.columns.upperBound)
      grid.fill(row, area.columns, with: cell)
    }
  }

  /// DECERA, which leaves spaces in the pen's attributes, as xterm does.
  private mutating func eraseRectangle(_ parameters: ParserParameters) {
    guard let area = area(parameters, from: 0) else { return }

    let numbers = penNumbers()
    let isPlain = pen.attributes.isEmpty && pen.underline == .none
    let space = isPlain ? erasedCell : Cell(content: 0x20, style: numbers.pen)
    for row in area.rows {
      eraseInRow(row, area.columns, .all)
      grid.fill(row, area.columns, with: space)
    }
  }

  /// DECSERA, which takes the characters but not how they look.
  private mutating func selectivelyEraseRectangle(_ parameters: ParserParameters) {
    guard let area = area(parameters, from: 0) else { return }

    let respectsGuard = protection.rule == .selective
    for row in area.rows {
      for column in area.columns {
        let cell = grid[row, column]
        guard cell.content != 0 || cell.isContinuation, !(respectsGuard && cell.isProtected) else {
          continue
        }

        splitWide(row, column, column + 1)
        grid[row, column] = Cell(content: 0x20, style: cell.styleIndex)
      }
    }
  }

  /// DECCARA and DECRARA: in the rectangle, or in the stream of characters between its corners.
  private mutating func changeAttributes(
    _ parameters: ParserParameters, _ change: (inout CellStyle, Int) -> Void
  ) {
    guard parameters.count > 4, let area = area(parameters, from: 0) else { return }

    for row in area.rows {
      var range = area.columns
      if attributeExtent != 2 {
        let start = row == area.rows.lowerBound ? area.columns.lowerBound : 0
        let end = row == area.rows.upperBound - 1 ? area.columns.upperBound : columns
        guard start < end else { continue }

        range = start..<end
      }
      for column in range {
        sweepIfNeeded()
        var style = styles[grid[row, column].styleIndex]
        for index in 4..<parameters.count { change(&style, parameters.selector(index)) }
        grid[row, column].styleIndex = styles.number(for: style)
        // A blank has nothing but a background; what is to show more is a space.
        if grid[row, column].isBlank { grid[row, column].content = 0x20 }
      }
    }
  }
}

extension CellStyle {
  /// One number of DECCARA.
  fileprivate mutating func change(_ attribute: Int) {
    switch attribute {
    case 0:
      attributes.subtract([.bold, .blink, .reverse, .invisible])
      underline = .none
    case 1: attributes.insert(.bold)
    case 4: underline = .single
    case 5: attributes.insert(.blink)
    case 7: attributes.insert(.reverse)
    case 8: attributes.insert(.invisible)
    case 22: attributes.remove(.bold)
    case 24: underline = .none
    case 25: attributes.remove(.blink)
    case 27: attributes.remove(.reverse)
    case 28: attributes.remove(.invisible)
    default: break
    }
  }

  /// One number of DECRARA.
  fileprivate mutating func reverse(_ attribute: Int) {
    switch attribute {
    case 1: attributes.formSymmetricDifference(.bold)
    case 4: underline = underline == .none ? .single : .none
    case 5: attributes.formSymmetricDifference(.blink)
    case 7: attributes.formSymmetricDifference(.reverse)
    case 8: attributes.formSymmetricDifference(.invisible)
    default: break
    }
  }
}
