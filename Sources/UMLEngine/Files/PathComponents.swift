/// What is left of a path, taken component by component.
struct PathComponents {
  struct Component {
    let name: ArraySlice<UInt8>
    let isLast: Bool
    /// A slash follows it.
    let mustBeDirectory: Bool

    var isDot: Bool { name.elementsEqual([dot]) }
    var isDotDot: Bool { name.elementsEqual([dot, dot]) }
  }

  private var path: [UInt8]
  /// Where the next component is looked for.
  private var index = 0
  /// Where the last one taken ends.
  private var end = 0

  init(_ path: [UInt8]) { self.path = path }

  var isAbsolute: Bool { path.first == slash }

  mutating func next() -> Component? {
    while index < path.count, path[index] == slash { index += 1 }
    guard index < path.count else { return nil }
    let start = index
    end = path[start...].firstIndex(of: slash) ?? path.count
    index = end
    while index < path.count, path[index] == slash { index += 1 }
    return Component(
      name: path[start..<end], isLast: index == path.count, mustBeDirectory: index > end)
  }

  /// Puts a symbolic link's target in the place of the component taken last.
  mutating func replaceLast(with target: [UInt8]) {
    path = target + path[end...]
    index = 0
  }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")
