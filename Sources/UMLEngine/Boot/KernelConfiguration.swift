/// What a machine is made of: the command line, understood.
struct KernelConfiguration {
  /// `mem=` in bytes.
  var memoryBytes: UInt64 = 64 << 20
  /// Tasks at most, init included.
  var taskLimit = 4096
  var hostname = Array("(none)".utf8)
  /// `init=`, and the words that are passed to it.
  var initPath: [UInt8] = []
  var initArguments: [[UInt8]] = []
  var initEnvironment: [[UInt8]] = []
}
