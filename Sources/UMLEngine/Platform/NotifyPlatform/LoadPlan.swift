import LinuxABI
import UMLHost

/// A ``ProgramImage`` in the form the exec stub reads: `struct chost_load_plan`, field by field.
enum LoadPlan {
  static func bytes(_ image: ProgramImage, in layout: AddressLayout) -> [UInt8] {
    var writer = ByteWriter(capacity: StubLayout.planSize)
    writer.write(UInt64(image.interpreter == nil ? 1 : 2))
    writer.write(image.program.headerAddress)
    writer.write(image.program.headerCount)
    writer.write(UInt64(image.identity.uid))
    writer.write(UInt64(image.identity.effectiveUID))
    writer.write(UInt64(image.identity.gid))
    writer.write(UInt64(image.identity.effectiveGID))
    writer.write(UInt64(image.identity.isSecure ? 1 : 0))
    writer.write(image.stackBytes)
    let path = image.path.count < StubLayout.pathLimit ? image.path : []
    writer.write(path + [UInt8](repeating: 0, count: StubLayout.pathLimit - path.count))
    append(image.program, StubLayout.programDescriptor, hint: layout.programHint, to: &writer)
    if let interpreter = image.interpreter {
      append(interpreter, StubLayout.interpreterDescriptor, hint: 0, to: &writer)
    }
    return writer.bytes
  }

  private static func append(
    _ image: ELFImage, _ descriptor: Int32, hint: UInt64, to writer: inout ByteWriter
  ) {
    precondition(image.segments.count <= ELFImage.segmentLimit, "the loader checks the limit")
    writer.write(hint)
    writer.write(image.highest - image.lowest)
    writer.write(image.lowest)
    writer.write(UInt64(image.isFixed ? 1 : 0))
    writer.write(image.entry)
    writer.write(UInt64(descriptor))
    writer.write(UInt64(image.segments.count))
    for segment in image.segments {
      writer.write(segment.address)
      writer.write(segment.fileLength)
      writer.write(UInt64(segment.protection))
      writer.write(segment.fileOffset)
      writer.write(segment.zeroed.lowerBound)
      writer.write(segment.zeroed.upperBound)
      writer.write(segment.anonymousAddress)
      writer.write(segment.anonymousLength)
    }
    let unused = ELFImage.segmentLimit - image.segments.count
    writer.write([UInt8](repeating: 0, count: unused * 64))
  }
}
