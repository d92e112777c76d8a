import CZlib

/// Unpacks gzip with zlib.
enum Gzip {
  struct FormatError: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// Unpacks one member.
  ///
  /// - Returns: what was in it, and how many bytes it took.
  static func unpack(_ bytes: ArraySlice<UInt8>, limit: Int) throws(FormatError)
    -> (contents: [UInt8], length: Int)
  {
    var stream = z_stream()
    // 16: a gzip header, nothing else.
    guard
      inflateInit2_(
        &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw FormatError(description: "out of memory") }
    defer { inflateEnd(&stream) }
    var input = Array(bytes)
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 << 10)
    let status = input.withUnsafeMutableBufferPointer { input in
      chunk.withUnsafeMutableBufferPointer { chunk in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(clamping: input.count)
        var status = Z_OK
        while status == Z_OK, output.count <= limit {
          stream.next_out = chunk.baseAddress
          stream.avail_out = uInt(chunk.count)
          status = inflate(&stream, Z_NO_FLUSH)
          output += chunk[..<(chunk.count - Int(stream.avail_out))]
          // Nothing moves any more: the input ends too early.
          if stream.avail_out == chunk.count, stream.avail_in == 0, status == Z_OK { break }
        }
        return status
      }
    }
    guard output.count <= limit else {
      throw FormatError(description: "more than fits into the machine's memory")
    }
    guard status == Z_STREAM_END else { throw FormatError(description: "corrupt gzip data") }
    return (output, Int(stream.total_in))
  }
}
