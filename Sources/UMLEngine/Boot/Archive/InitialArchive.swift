import UMLHost

/// An initrd: archives, packed or not, one after the other, with padding between them.
enum InitialArchive {
  /// Calls `body` for every file, in order. Hands on what it throws.
  ///
  /// - Throws: ``BootError`` saying what is wrong with the archive; what came before was handed
  ///   out.
  static func forEach(
    in image: [UInt8], memoryLimit: Int, _ body: (ArchiveEntry) throws(BootError) -> Void
  ) throws(BootError) {
    var rest = image[...]
    while true {
      rest = rest.drop { $0 == 0 }
      if rest.isEmpty { return }
      if CPIOArchive.begins(rest) {
        rest = image[try readArchive(rest, body)...]
      } else if Gzip.begins(rest) {
        let unpacked: (contents: [UInt8], length: Int)
        do throws(Gzip.FormatError) {
          unpacked = try Gzip.unpack(rest, limit: memoryLimit)
        } catch {
          throw BootError(error.description)
        }
        try forEach(in: unpacked.contents, memoryLimit: memoryLimit, body)
        rest = rest.dropFirst(unpacked.length)
      } else {
        throw BootError("neither a cpio archive (newc) nor a gzipped one")
      }
    }
  }

  private static func readArchive(
    _ bytes: ArraySlice<UInt8>, _ body: (ArchiveEntry) throws(BootError) -> Void
  ) throws(BootError) -> Int {
    var archive = CPIOArchive(bytes)
    while true {
      let entry: ArchiveEntry?
      do throws(CPIOArchive.FormatError) {
        entry = try archive.next()
      } catch {
        throw BootError(error.description)
      }
      guard let entry else { return archive.end }
      try body(entry)
    }
  }
}
