/// One character cell of a surface, sixteen bytes of plain integers.
public struct SurfaceCell: Hashable, Sendable {
  /// A scalar's value, or `clusterBit` and an index into the surface's cluster table.
  var content: UInt32
  var style: SurfaceStyle
  /// Columns it covers: 1 or 2, and 0 for the right half of the wide cell before it.
  var width: UInt8

  static let clusterBit: UInt32 = 0x8000_0000

  init(_ scalar: Unicode.Scalar, _ style: SurfaceStyle = .plain, width: UInt8 = 1) {
    self.init(content: scalar.value, style: style, width: width)
  }

  init(content: UInt32, style: SurfaceStyle, width: UInt8) {
    self.content = content
    self.style = style
    self.width = width
  }

  static func blank(_ style: SurfaceStyle = .plain) -> SurfaceCell { SurfaceCell(" ", style) }
  static func rightHalf(_ style: SurfaceStyle) -> SurfaceCell {
    SurfaceCell(content: 0, style: style, width: 0)
  }

  var isCluster: Bool { content & Self.clusterBit != 0 }
}

/// The characters made of several scalars that cells refer to by number.
///
/// Shared by the surface drawn and the one last shown, so that equal cells mean equal text. It
/// grows with the different clusters ever shown; past `limit` the owner starts a new one and
/// draws everything again, so that a guest cannot fill the memory.
final class ClusterTable {
  static let limit = 20_000

  private var numbers: [[Unicode.Scalar]: UInt32] = [:]
  private var clusters: [[Unicode.Scalar]] = []

  var isFull: Bool { clusters.count >= Self.limit }

  func content(of scalars: [Unicode.Scalar]) -> UInt32 {
    if scalars.count < 2 { return scalars.first?.value ?? 0x20 }
    if let known = numbers[scalars] { return known }
    guard !isFull else { return scalars[0].value }
    let number = SurfaceCell.clusterBit | UInt32(clusters.count)
    clusters.append(scalars)
    numbers[scalars] = number
    return number
  }

  func scalars(of content: UInt32) -> [Unicode.Scalar] {
    if content & SurfaceCell.clusterBit != 0 {
      let index = Int(content & ~SurfaceCell.clusterBit)
      return clusters.indices.contains(index) ? clusters[index] : ["?"]
    }
    return [Unicode.Scalar(content) ?? " "]
  }
}
