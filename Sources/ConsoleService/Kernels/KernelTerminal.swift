import LinuxABI
import UMLHost

/// A pseudo terminal that a UML kernel has for a line.
///
/// The kernel's side stays open here too: a kernel that reboots may close it for a while, and that
/// is not the line's end.
final class KernelTerminal {
  let line: TerminalLine
  /// The number the kernel has it under.
  let descriptor: Int32
  private let secondary: HostDescriptor

  init(
    _ place: KernelLines.Line, size: WindowSize, loop: EventLoop, wake: @escaping () -> Void
  ) throws(Errno) {
    let terminal = try HostPseudoTerminal.open(size: size)
    secondary = try terminal.openSecondary()
    descriptor = place.descriptor
    line = try TerminalLine(place.name, terminal.intoPrimary(), loop: loop, wake: wake)
  }

  var kernelSide: BorrowedDescriptor { secondary.borrowed }
}
