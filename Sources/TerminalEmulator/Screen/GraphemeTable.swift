/// Characters of more than one scalar: letters with combining marks, emoji sequences, flags.
///
/// A grapheme is stored as the content it extends and the scalar added, so equal ones share a
/// number, adding a scalar is one look-up, and nothing is allocated per grapheme.
struct GraphemeTable {
  /// What follows in a longer cluster is dropped: no script needs more, and only an attack does.
  static let longestCluster = 16
  static let limit = 1 << 18

  private struct Node {
    var prefix: UInt32
    var last: UInt32
    var length: Int
    var isFree = false
  }

  private var nodes: [Node] = []
  private var free: [UInt32] = []
  private var slots = [Int32](repeating: -1, count: 256)
  private var used = 0
  private var sweepThreshold = 4096

  var needsSweep: Bool { used >= sweepThreshold }
  var count: Int { nodes.count }

  /// The content for `content` followed by `scalar`; the content itself when there is no room.
  mutating func extend(_ content: UInt32, with scalar: UInt32) -> UInt32 {
    let length = length(content)
    guard length < Self.longestCluster else { return content }

    let mask = slots.count - 1
    var slot = Self.hash(content, scalar) & mask
    while slots[slot] >= 0 {
      let node = nodes[Int(slots[slot])]
      if node.prefix == content, node.last == scalar {
        return UInt32(slots[slot]) | Cell.graphemeFlag
      }
      slot = (slot + 1) & mask
    }
    guard used < Self.limit else { return content }

    let node = Node(prefix: content, last: scalar, length: length + 1)
    let number: UInt32
    if let reused = free.popLast() {
      number = reused
      nodes[Int(number)] = node
    } else {
      number = UInt32(nodes.count)
      nodes.append(node)
    }
    used += 1
    slots[slot] = Int32(number)
    if used * 2 > slots.count { rebuildSlots(count: slots.count * 2) }
    return number | Cell.graphemeFlag
  }

  /// How many scalars the content has.
  func length(_ content: UInt32) -> Int {
    guard content & Cell.graphemeFlag != 0 else { return content == 0 ? 0 : 1 }

    return nodes[number(content)].length
  }

  func first(_ content: UInt32) -> UInt32 {
    var content = content
    while content & Cell.graphemeFlag != 0 { content = nodes[number(content)].prefix }
    return content
  }

  func last(_ content: UInt32) -> UInt32 {
    content & Cell.graphemeFlag == 0 ? content : nodes[number(content)].last
  }

  /// Calls `body` with the scalars in order.
  func forEachScalar(_ content: UInt32, _ body: (UInt32) -> Void) {
    if content & Cell.graphemeFlag != 0 {
      let node = nodes[number(content)]
      forEachScalar(node.prefix, body)
      body(node.last)
    } else if content != 0 {
      body(content)
    }
  }

  /// Marks a grapheme and those it extends.
  func mark(_ content: UInt32, in isLive: inout [Bool]) {
    var content = content
    while content & Cell.graphemeFlag != 0, !isLive[number(content)] {
      isLive[number(content)] = true
      content = nodes[number(content)].prefix
    }
  }

  mutating func sweep(keeping isLive: [Bool]) {
    free.removeAll(keepingCapacity: true)
    used = 0
    for number in nodes.indices {
      nodes[number].isFree = !isLive[number]
      if isLive[number] { used += 1 } else { free.append(UInt32(number)) }
    }
    sweepThreshold = used * 8 > Self.limit * 7 ? Self.limit + 1 : max(4096, used * 2)
    rebuildSlots(count: slots.count)
  }

  private func number(_ content: UInt32) -> Int { Int(content & ~Cell.graphemeFlag) }

  private mutating func rebuildSlots(count: Int) {
    slots = [Int32](repeating: -1, count: count)
    let mask = count - 1
    for number in nodes.indices where !nodes[number].isFree {
      var slot = Self.hash(nodes[number].prefix, nodes[number].last) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ content: UInt32, _ scalar: UInt32) -> Int {
    let key = (UInt64(content) << 32 | UInt64(scalar)) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: (key ^ key >> 32) >> 20)
  }
}
