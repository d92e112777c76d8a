import LinuxABI
import Synchronization
import Testing
import UMLEngine
import UMLHost

private let busybox = "/bin/busybox"

/// The engine as another program embeds it: with nothing but what is public.
@Suite(
  "An embedded machine", .serialized, .timeLimit(.minutes(1)),
  .enabled(if: HostFile.exists(busybox), "there is no static busybox"))
struct MachineTests {
  /// What became of a machine.
  private struct Life: Sendable {
    var endings: [MachineEnding] = []
    var snapshot: EngineSnapshot?
    var status: Int32?
    var failure: String?
  }

  /// Runs a machine whose init does nothing for long. `act` is called each time it runs.
  private func life(_ act: @escaping @Sendable (EngineHandle, _ boot: Int) -> Void) throws -> Life {
    let directory = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(directory) }
    try HostFile.makeDirectories("\(directory)/root/dev")
    try HostFile.open("\(directory)/root/init", [.writeOnly, .create], permissions: 0o755)
      .writeAll(try HostFile.contents(of: busybox))
    let words = [
      "umid=embedded", "uml_dir=\(directory)/uml", "con=null", "ssl=null", "quiet",
      "rootfstype=hostfs", "rootflags=\(directory)/root", "init=/init", "sleep", "1000",
    ]
    let life = Mutex(Life())
    let thread = try LoopThread(name: "machine") {
      do throws(BootError) {
        guard case .boot(let configuration) = try Machine.Plan(words) else { return }
        let machine = try Machine(configuration)
        let handle = machine.handle
        let boots = Mutex(0)
        machine.options.observer = { event in
          switch event {
          case .running:
            handle.snapshot { snapshot in life.withLock { $0.snapshot = snapshot } }
            let boot = boots.withLock { count in
              count += 1
              return count
            }
            act(handle, boot)
          case .ended(let ending): life.withLock { $0.endings.append(ending) }
          case .step, .log: break
          }
        }
        let status = try machine.run()
        life.withLock { $0.status = status }
      } catch {
        life.withLock { $0.failure = error.description }
      }
    }
    thread.join()
    #expect(try HostFile.names(in: "\(directory)/uml").isEmpty)
    return life.withLock { $0 }
  }

  @Test("is looked at and halted through its handle")
  func halt() throws {
    let life = try life { handle, _ in handle.halt() }
    #expect(life.failure == nil)
    #expect(life.endings == [.halted])
    #expect(life.status == 0)
    #expect(life.snapshot?.name == "embedded")
    #expect(life.snapshot?.processCount == 1)
    #expect(life.snapshot?.lines.first?.channel == "null")
  }

  @Test("starts again and ends as its handle says")
  func restart() throws {
    let life = try life { handle, boot in
      switch boot {
      case 1: handle.restart()
      // Until init says otherwise, the kernel restarts the machine at that.
      case 2: handle.pressControlAltDelete()
      default: handle.terminate()
      }
    }
    #expect(life.failure == nil)
    #expect(life.endings == [.restarting, .restarting, .terminated])
    #expect(life.status == 1)
  }
}
