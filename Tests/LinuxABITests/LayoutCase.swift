import LinuxABI
import Testing

/// A structure whose fields hold 1, 2, 3 … in the order of their offsets in C.
///
/// The offsets come from a C program's `offsetof` on x86-64; whatever lies between the fields is
/// padding and has to be zero.
struct LayoutCase: Sendable, CustomTestStringConvertible {
  let name: String
  let size: Int
  let expectedSize: Int
  let offsets: [Int]
  let encoded: [UInt8]
  let encodedAgain: [UInt8]

  init<Layout: GuestLayout>(_ value: Layout, size: Int, at offsets: [Int]) {
    name = "\(Layout.self)"
    self.size = Layout.size
    expectedSize = size
    self.offsets = offsets
    encoded = value.bytes
    encodedAgain = Layout(bytes: LayoutCase.numbered(size: size, at: offsets)).bytes
  }

  /// One byte per field: its number.
  static func numbered(size: Int, at offsets: [Int]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    for (index, offset) in offsets.enumerated() { bytes[offset] = UInt8(index + 1) }
    return bytes
  }

  /// The bytes that are not zero, each with its offset.
  static func fields(_ bytes: [UInt8]) -> [String] {
    bytes.enumerated().filter { $0.element != 0 }.map { "\($0.offset): \($0.element)" }
  }

  var expectedFields: [String] {
    LayoutCase.fields(LayoutCase.numbered(size: expectedSize, at: offsets))
  }

  var testDescription: String { name }
}
