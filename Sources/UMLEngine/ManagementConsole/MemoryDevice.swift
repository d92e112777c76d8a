import LinuxABI

/// The machine's memory: `config mem`, `config mem=-16M`.
final class MemoryDevice: ManagedDevice {
  let name = "mem"
  private unowned let kernel: Kernel

  init(_ kernel: Kernel) {
    self.kernel = kernel
  }

  func configure(_ text: String) throws(ManagedDeviceError) {
    let amount = text.dropFirst()
    guard let sign = amount.first, sign == "+" || sign == "-" else {
      throw .invalid("Expected increment to start with '-' or '+'")
    }
    guard let bytes = amount.count == 1 ? 0 : MemorySize.parse(amount.dropFirst()) else {
      throw .invalid("Failed to parse memory increment")
    }
    let memory = kernel.memory
    if sign == "+" {
      // Only what was taken away can come back.
      let limit = max(memory.total, kernel.configuration.memoryBytes)
      memory.total += min(bytes, limit - memory.total)
    } else {
      guard bytes <= memory.free, memory.total - bytes >= MemorySize.minimumBytes else {
        throw ManagedDeviceError(
          text: "That memory is in use", code: -Errno.noMemory.rawValue)
      }
      memory.total -= bytes
    }
  }

  /// In bytes. (UML's own answer is an address, by mistake.)
  func configuration(of _: String) throws(ManagedDeviceError) -> String {
    "\(kernel.memory.total)"
  }

  func remove(_: String) throws(ManagedDeviceError) {
    throw ManagedDeviceError(
      text: "Memory doesn't support the remove operation", code: -Errno.resourceBusy.rawValue)
  }
}
