/// The columns that a tab stops at; the first and every eighth after it to begin with.
struct TabStops: Equatable {
  private(set) var stops: [Bool]

  init(columns: Int) {
    stops = (0..<columns).map { $0.isMultiple(of: 8) }
  }

  var isDefault: Bool { self == TabStops(columns: stops.count) }

  mutating func set(_ column: Int) { stops[column] = true }

  mutating func clear(_ column: Int) { stops[column] = false }

  mutating func clearAll() { stops = stops.map { _ in false } }

  /// Columns that are new get a stop at every eighth.
  mutating func resize(columns: Int) {
    let fresh = TabStops(columns: columns)
    let kept = min(columns, stops.count)
    stops.replaceSubrange(0..<stops.count, with: stops.prefix(kept) + fresh.stops.dropFirst(kept))
  }

  func next(after column: Int) -> Int? {
    (column + 1..<max(stops.count, column + 1)).first { stops[$0] }
  }

  func previous(before column: Int) -> Int? {
    (0..<min(column, stops.count)).last { stops[$0] }
  }
}
