import LinuxABI
import Synchronization
import Testing
import UMLHost

@testable import UMLEngine

/// Answers just enough calls for a program to print something.
final class TinyKernel: PlatformDelegate {
  private(set) var output = ""
  private(set) var ending: HostExitStatus?
  private let platform: NotifyPlatform
  private let loop: EventLoop
  private let first: any GuestThread
  /// A stop is sent to a thread after each of its calls, for the next one to meet.
  private var isDisturbing = false
  private var lastPID: Int32 = 1
  private var waiting: [(thread: any GuestThread, status: UInt64)] = []
  private var zombies: [(pid: Int32, status: Int32)] = []
  private var pids: [ObjectIdentifier: Int32] = [:]

  /// Runs a host program to its end.
  ///
  /// On a thread of its own: the platform takes the news of all children of its thread, and other
  /// tests have children, too.
  static func run(
    _ words: [String], host: HostAddressSpace = .current(), disturbing: Bool = false
  ) throws -> (output: String, ending: HostExitStatus?) {
    typealias Outcome = Result<(output: String, ending: HostExitStatus?), any Error>
    let outcome = Mutex<Outcome?>(nil)
    let thread = try LoopThread(name: "tiny kernel") {
      outcome.withLock { $0 = Outcome { try runHere(words, host, disturbing) } }
    }
    thread.join()
    return try #require(outcome.withLock { $0 }).get()
  }

  private static func runHere(
    _ words: [String], _ host: HostAddressSpace, _ isDisturbing: Bool
  ) throws -> (output: String, ending: HostExitStatus?) {
    let kernel = try TinyKernel(words, host)
    if isDisturbing {
      kernel.isDisturbing = true
      kernel.platform.hostLosesAnswers = true
    }
    while kernel.ending == nil { kernel.loop.runOnce() }
    kernel.platform.shutDown()
    return (kernel.output, kernel.ending)
  }

  private init(_ words: [String], _ host: HostAddressSpace) throws {
    loop = try EventLoop()
    platform = try NotifyPlatform(loop: loop, limits: .init(memoryBytes: 256 << 20), host: host)
    let arguments = words.map { Array($0.utf8) }
    first = try platform.start(path: arguments[0], arguments: arguments, environment: [])
    pids[ObjectIdentifier(first)] = 1
    platform.delegate = self
    platform.begin(first)
  }

  func call(_ thread: any GuestThread, number: Int, arguments: InlineArray<6, UInt64>) {
    defer { if isDisturbing { disturb(thread) } }
    switch number {
    case SyscallNumber.write:
      let memory = GuestMemory(thread: thread)
      let bytes = (try? memory.read(GuestAddress(arguments[1]), count: Int(arguments[2]))) ?? []
      output += String(decoding: bytes, as: UTF8.self)
      thread.finish(bytes.count)
    case SyscallNumber.exit, SyscallNumber.exitGroup: thread.finishNatively()
    case SyscallNumber.wait4:
      guard pids.count > 1 || !zombies.isEmpty else {
        return thread.finish(-Int(Errno.noChildProcess.rawValue))
      }
      waiting.append((thread, arguments[1]))
      settleWaits()
    default: thread.finish(-Int(Errno.noFunction.rawValue))
    }
  }

  private func disturb(_ thread: any GuestThread) {
    thread.hold()
    thread.release()
  }

  func clone(_ thread: any GuestThread, request: CloneRequest) throws(Errno) {}

  func cloned(_ thread: any GuestThread, child: any GuestThread, request: CloneRequest) -> Int32 {
    lastPID += 1
    pids[ObjectIdentifier(child)] = lastPID
    return lastPID
  }

  func execute(_ thread: any GuestThread, request: ExecuteRequest) throws(Errno) -> ProgramImage {
    let program = try load(request.path)
    return ProgramImage(
      program: program,
      interpreter: try program.interpreter.map { (path) throws(Errno) in try load(path) },
      identity: ProgramIdentity(uid: 0, effectiveUID: 0, gid: 0, effectiveGID: 0, isSecure: false))
  }

  func executed(_ thread: any GuestThread, image: ProgramImage) {}
  func deliver(_ signal: SignalInfo, to thread: any GuestThread) -> SignalDecision { .deliver }

  func exited(_ thread: any GuestThread, status: HostExitStatus, usage: HostUsage) {
    if thread === first { ending = status }
    guard let pid = pids.removeValue(forKey: ObjectIdentifier(thread)) else { return }
    zombies.append((pid, status.waitStatus))
    settleWaits()
  }

  private func settleWaits() {
    while let zombie = zombies.first, let waiter = waiting.first {
      zombies.removeFirst()
      waiting.removeFirst()
      if waiter.status != 0 {
        try? GuestMemory(thread: waiter.thread)
          .writeInteger(zombie.status, to: GuestAddress(waiter.status))
      }
      waiter.thread.finish(Int(zombie.pid))
    }
  }

  private func load(_ path: [UInt8]) throws(Errno) -> ELFImage {
    let file = try HostBackedFile(path)
    return try ELFLoader.load(file, OpenFile(file, flags: []))
  }
}

/// A host file, read only.
private final class HostBackedFile: FileObject {
  private let descriptor: HostDescriptor

  init(_ path: [UInt8]) throws(Errno) {
    descriptor = try HostFile.open(String(decoding: path, as: UTF8.self))
  }

  func status() throws(Errno) -> FileStatus { throw .notSupported }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    try destination.put(try descriptor.read(upTo: destination.remaining, at: position))
  }

  func hostDescriptor(writable: Bool) throws(Errno) -> Int32 { descriptor.rawValue }
}
