internal import CHost

/// The registers of a stopped thread, in the terms of the system call it makes.
public struct Registers {
  var raw = user_regs_struct()

  /// The call's number; -1 keeps the host from performing it.
  public var callNumber: Int {
    get { Int(Int64(bitPattern: raw.orig_rax)) }
    set { raw.orig_rax = UInt64(bitPattern: Int64(newValue)) }
  }

  public var result: Int {
    get { Int(Int64(bitPattern: raw.rax)) }
    set { raw.rax = UInt64(bitPattern: Int64(newValue)) }
  }

  public var stackPointer: UInt64 { raw.rsp }
  public var instructionPointer: UInt64 {
    get { raw.rip }
    set { raw.rip = newValue }
  }

  /// The structure as the host has it, for a core file.
  public var bytes: [UInt8] { withUnsafeBytes(of: raw) { Array($0) } }

  /// Bytes of the `syscall` instruction.
  public static let callInstructionSize = 2

  /// All six argument registers.
  public var arguments: InlineArray<6, UInt64> {
    get { [raw.rdi, raw.rsi, raw.rdx, raw.r10, raw.r8, raw.r9] }
    set { for index in 0..<6 { self[argument: index] = newValue[index] } }
  }

  /// Argument 0 to 5 of a system call.
  public subscript(argument index: Int) -> UInt64 {
    get {
      switch index {
      case 0: raw.rdi
      case 1: raw.rsi
      case 2: raw.rdx
      case 3: raw.r10
      case 4: raw.r8
      default: raw.r9
      }
    }
    set {
      switch index {
      case 0: raw.rdi = newValue
      case 1: raw.rsi = newValue
      case 2: raw.rdx = newValue
      case 3: raw.r10 = newValue
      case 4: raw.r8 = newValue
      default: raw.r9 = newValue
      }
    }
  }
}
