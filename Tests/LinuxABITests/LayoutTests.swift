import LinuxABI
import Testing

private func time(_ seconds: Int64) -> TimeSpec {
  TimeSpec(seconds: seconds, nanoseconds: seconds + 1)
}

private func value(_ seconds: Int64) -> TimeVal {
  TimeVal(seconds: seconds, microseconds: seconds + 1)
}

private let fileLayouts: [LayoutCase] = [
  .init(
    StatLayout(
      device: 1, inode: 2, mode: 4, linkCount: 3, userID: 5, groupID: 6,
      deviceNumber: DeviceNumber(rawValue: 7), size: 8, blockSize: 9, blockCount: 10,
      accessTime: time(11), modificationTime: time(13), changeTime: time(15)),
    size: 144, at: [0, 8, 16, 24, 28, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112]),
  .init(
    numberedStatx(), size: 256,
    at: [
      0, 4, 8, 16, 20, 24, 28, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 132, 136,
      140, 144,
    ]),
  .init(
    StatfsLayout(
      type: FileSystemMagic(rawValue: 1), blockSize: 2, blocks: 3, freeBlocks: 4,
      availableBlocks: 5, files: 6, freeFiles: 7, fileSystemID: 8, nameLength: 9,
      fragmentSize: 10, flags: StatfsFlags(rawValue: 11)),
    size: 120, at: [0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80]),
  .init(
    FileLockLayout(type: .write, origin: .end, start: 3, length: 4, processID: 5),
    size: 32, at: [0, 2, 8, 16, 24]),
  .init(IOVector(base: 1, length: 2), size: 16, at: [0, 8]),
  .init(SerialPortLayout(line: 1), size: 72, at: [4]),
  .init(
    EpollEvent(events: EpollEvents(rawValue: 1), data: 2), size: 12, at: [0, 4]),
  .init(
    PollEntry(descriptor: 1, requested: PollEvents(rawValue: 2), returned: .init(rawValue: 3)),
    size: 8, at: [0, 4, 6]),
]

private func numberedStatx() -> StatxLayout {
  var statx = StatxLayout(
    StatLayout(
      inode: 8, mode: 7, linkCount: 4, userID: 5, groupID: 6,
      deviceNumber: DeviceNumber(major: 20, minor: 21), size: 9, blockSize: 2, blockCount: 10,
      accessTime: time(12), modificationTime: time(18), changeTime: time(16)))
  statx.mask = StatxMask(rawValue: 1)
  statx.attributes = StatxAttributes(rawValue: 3)
  statx.attributesMask = StatxAttributes(rawValue: 11)
  statx.birthTime = time(14)
  statx.device = DeviceNumber(major: 22, minor: 23)
  statx.mountID = 24
  return statx
}

private let signalLayouts: [LayoutCase] = [
  .init(
    SignalActionLayout(
      handler: 1, flags: SignalActionFlags(rawValue: 2), restorer: 3, mask: .init(rawValue: 4)),
    size: 32, at: [0, 8, 16, 24]),
  .init(
    AlternateStackLayout(base: 1, flags: AlternateStackFlags(rawValue: 2), length: 3),
    size: 24, at: [0, 8, 16]),
  .init(numberedContext(), size: 256, at: Array(stride(from: 0, to: 144, by: 8)) + contextTail),
  .init(numberedFrame(), size: 440, at: [0, 8, 24, 144, 304, 312]),
]

private let contextTail = [144, 150, 152, 160, 168, 176, 184]

private func numberedContext() -> SignalContextLayout {
  var context = SignalContextLayout()
  (context.r8, context.r9, context.r10, context.r11) = (1, 2, 3, 4)
  (context.r12, context.r13, context.r14, context.r15) = (5, 6, 7, 8)
  (context.rdi, context.rsi, context.rbp, context.rbx) = (9, 10, 11, 12)
  (context.rdx, context.rax, context.rcx, context.rsp) = (13, 14, 15, 16)
  (context.rip, context.flags, context.codeSegment, context.stackSegment) = (17, 18, 19, 20)
  (context.error, context.trapNumber, context.oldMask) = (21, 22, 23)
  (context.cr2, context.floatingPointState) = (24, 25)
  return context
}

private func numberedFrame() -> SignalFrameLayout {
  var context = SignalContextLayout()
  (context.codeSegment, context.stackSegment, context.rdx) = (0, 0, 4)
  return SignalFrameLayout(
    returnAddress: 1,
    context: UserContextLayout(
      flags: 2, stack: AlternateStackLayout(base: 3, flags: [], length: 0), registers: context,
      mask: SignalSet(rawValue: 5)),
    information: SignalInfoLayout(signal: SignalNumber(rawValue: 6), code: .user))
}

private let otherLayouts: [LayoutCase] = [
  .init(time(1), size: 16, at: [0, 8]),
  .init(value(1), size: 16, at: [0, 8]),
  .init(ITimerSpec(interval: time(1), value: time(3)), size: 32, at: [0, 8, 16, 24]),
  .init(ITimerVal(interval: value(1), value: value(3)), size: 32, at: [0, 8, 16, 24]),
  .init(
    TimesLayout(user: 1, system: 2, childrenUser: 3, childrenSystem: 4),
    size: 32, at: [0, 8, 16, 24]),
  .init(numberedUsage(), size: 144, at: [0, 8, 16, 24, 32, 64, 72, 88, 96, 128, 136]),
  .init(numberedSystem(), size: 112, at: [0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 104]),
  .init(ResourceLimit(current: 1, maximum: 2), size: 16, at: [0, 8]),
  .init(
    WindowSize(rows: 1, columns: 2, pixelWidth: 3, pixelHeight: 4), size: 8, at: [0, 2, 4, 6]),
  .init(PeerCredentials(processID: 1, userID: 2, groupID: 3), size: 12, at: [0, 4, 8]),
  .init(LingerLayout(isOn: true, seconds: 2), size: 8, at: [0, 4]),
  .init(numberedHeader(), size: 64, at: [0, 16, 18, 20, 24, 32, 40, 48, 52, 54, 56, 58, 60, 62]),
]

private func numberedUsage() -> ResourceUsageLayout {
  var usage = ResourceUsageLayout()
  (usage.userTime, usage.systemTime) = (value(1), value(3))
  (usage.maximumResidentSet, usage.minorFaults, usage.majorFaults) = (5, 6, 7)
  (usage.blocksRead, usage.blocksWritten) = (8, 9)
  (usage.voluntarySwitches, usage.involuntarySwitches) = (10, 11)
  return usage
}

private func numberedSystem() -> SystemInformationLayout {
  var system = SystemInformationLayout()
  (system.uptime, system.load1, system.load5, system.load15) = (1, 2, 3, 4)
  (system.totalMemory, system.freeMemory, system.sharedMemory) = (5, 6, 7)
  (system.bufferMemory, system.totalSwap, system.freeSwap) = (8, 9, 10)
  (system.processes, system.memoryUnit) = (11, 12)
  return system
}

private func numberedHeader() -> ELFHeader {
  var header = ELFHeader(bytes: [])
  header.identification = [1]
  (header.type, header.machine, header.version, header.entry) = (2, 3, 4, 5)
  (header.programHeaderOffset, header.sectionHeaderOffset, header.flags) = (6, 7, 8)
  (header.headerSize, header.programHeaderSize, header.programHeaderCount) = (9, 10, 11)
  (header.sectionHeaderSize, header.sectionHeaderCount) = (12, 13)
  header.sectionNamesIndex = 14
  return header
}

private let callLayouts: [LayoutCase] = [
  .init(numberedProgramHeader(), size: 56, at: [0, 4, 8, 16, 24, 32, 40, 48]),
  .init(numberedMessage(), size: 56, at: [0, 8, 16, 24, 32, 40, 48]),
  .init(numberedMessages(), size: 64, at: [0, 56]),
  .init(numberedDescriptorInfo(), size: 128, at: Array(stride(from: 0, to: 48, by: 4)) + wide),
  .init(numberedEvent(), size: 64, at: [0, 8, 12, 16]),
]

private func numberedEvent() -> SignalEventLayout {
  var event = SignalEventLayout(value: 1, signal: .interrupt, notification: .none)
  (event.notification, event.threadID) = (3, 4)
  return event
}

private let wide = [48, 56, 64, 72]

private func numberedProgramHeader() -> ELFProgramHeader {
  var header = ELFProgramHeader(bytes: [])
  (header.type, header.flags) = (.load, .write)
  (header.offset, header.virtualAddress, header.physicalAddress) = (3, 4, 5)
  (header.fileSize, header.memorySize, header.alignment) = (6, 7, 8)
  return header
}

private func numberedMessage() -> MessageHeaderLayout {
  var message = MessageHeaderLayout(bytes: [])
  (message.name, message.nameLength, message.vectors, message.vectorCount) = (1, 2, 3, 4)
  (message.control, message.controlLength) = (5, 6)
  message.flags = MessageFlags(rawValue: 7)
  return message
}

private func numberedMessages() -> MultipleMessageLayout {
  var message = MultipleMessageLayout(bytes: [])
  (message.header.name, message.length) = (1, 2)
  return message
}

private func numberedDescriptorInfo() -> SignalDescriptorInfo {
  var info = SignalDescriptorInfo(bytes: [])
  (info.signal, info.error, info.code) = (.hangUp, 2, SignalCode(rawValue: 3))
  (info.processID, info.userID, info.descriptor, info.timerID) = (4, 5, 6, 7)
  (info.band, info.overrun, info.trapNumber, info.status, info.intValue) = (8, 9, 10, 11, 12)
  (info.pointerValue, info.userTime, info.systemTime, info.address) = (13, 14, 15, 16)
  return info
}

private func numberedPermissions() -> SystemVPermissionLayout {
  var layout = SystemVPermissionLayout()
  (layout.key, layout.userID, layout.groupID) = (1, 2, 3)
  (layout.creatorUserID, layout.creatorGroupID, layout.mode, layout.sequence) = (4, 5, 6, 7)
  return layout
}

private let permissionOffsets = [0, 4, 8, 12, 16, 20, 24]

private func numberedSegment() -> SharedMemoryLayout {
  var layout = SharedMemoryLayout()
  layout.permissions = numberedPermissions()
  (layout.length, layout.attachTime, layout.detachTime, layout.changeTime) = (8, 9, 10, 11)
  (layout.creator, layout.lastUser, layout.attachCount) = (12, 13, 14)
  return layout
}

private func numberedSemaphores() -> SemaphoreSetLayout {
  var layout = SemaphoreSetLayout()
  layout.permissions = numberedPermissions()
  (layout.operationTime, layout.changeTime, layout.count) = (8, 9, 10)
  return layout
}

private func numberedQueue() -> MessageQueueLayout {
  var layout = MessageQueueLayout()
  layout.permissions = numberedPermissions()
  (layout.sendTime, layout.receiveTime, layout.changeTime) = (8, 9, 10)
  (layout.bytesHeld, layout.messageCount, layout.byteLimit) = (11, 12, 13)
  (layout.lastSender, layout.lastReceiver) = (14, 15)
  return layout
}

private func numberedScheduling() -> SchedulingLayout {
  var layout = SchedulingLayout()
  (layout.length, layout.policy, layout.flags, layout.niceness) = (1, 2, 3, 4)
  (layout.priority, layout.runtime, layout.deadline, layout.period) = (5, 6, 7, 8)
  (layout.leastUtilization, layout.mostUtilization) = (9, 10)
  return layout
}

private let systemVLayouts: [LayoutCase] = [
  .init(numberedScheduling(), size: 56, at: [0, 4, 8, 16, 20, 24, 32, 40, 48, 52]),
  .init(numberedPermissions(), size: 48, at: permissionOffsets),
  .init(
    numberedSegment(), size: 112, at: permissionOffsets + [48, 56, 64, 72, 80, 84, 88]),
  .init(numberedSemaphores(), size: 104, at: permissionOffsets + [48, 64, 80]),
  .init(SemaphoreOperationLayout(index: 1, change: 2, flags: 3), size: 6, at: [0, 2, 4]),
  .init(numberedQueue(), size: 120, at: permissionOffsets + [48, 56, 64, 72, 80, 88, 96, 100]),
]

@Test(
  "a structure's fields lie where C puts them",
  arguments: fileLayouts + signalLayouts + otherLayouts + callLayouts
    + systemVLayouts)
func matchesC(layout: LayoutCase) {
  #expect(layout.size == layout.expectedSize)
  #expect(layout.encoded.count == layout.size && layout.encodedAgain.count == layout.size)
  #expect(LayoutCase.fields(layout.encoded) == layout.expectedFields)
  #expect(LayoutCase.fields(layout.encodedAgain) == layout.expectedFields)
}

private let infos: [(SignalInfoLayout, [Int: UInt8])] = [
  (.init(signal: .user1, code: .user, details: .sender(processID: 2, userID: 3)), [16: 2, 20: 3]),
  (
    .init(
      signal: .child, code: .childExited,
      details: .child(processID: 2, userID: 3, status: 4, userTime: 5, systemTime: 6)),
    [8: 1, 16: 2, 20: 3, 24: 4, 32: 5, 40: 6]
  ),
  (
    .init(signal: .segmentationFault, code: .addressNotMapped, details: .fault(address: 9)),
    [8: 1, 16: 9]
  ),
  (
    .init(signal: .alarm, code: .timer, details: .timer(id: 2, overrun: 3, value: 4)),
    [8: 0xfe, 9: 0xff, 10: 0xff, 11: 0xff, 16: 2, 20: 3, 24: 4]
  ),
  (
    .init(signal: .user2, code: .queue, details: .queued(processID: 2, userID: 3, value: 4)),
    [8: 0xff, 9: 0xff, 10: 0xff, 11: 0xff, 16: 2, 20: 3, 24: 4]
  ),
  (
    .init(signal: .inputOutput, code: .pollInput, details: .poll(band: 2, descriptor: 3)),
    [8: 1, 16: 2, 24: 3]
  ),
  (
    .init(
      signal: .badSystemCall, code: .seccomp,
      details: .systemCall(address: 2, number: 3, architecture: 4)),
    [8: 1, 16: 2, 24: 3, 28: 4]
  ),
  (.init(signal: .interrupt, code: .kernel), [8: 0x80]),
]

@Test("every form of a signal's information is encoded as in C and read back", arguments: infos)
func signalInformation(info: SignalInfoLayout, fields: [Int: UInt8]) {
  var expected = [UInt8](repeating: 0, count: 128)
  expected[0] = UInt8(info.signal.rawValue)
  for (offset, byte) in fields { expected[offset] = byte }
  #expect(info.bytes == expected)
  #expect(SignalInfoLayout(bytes: expected) == info)
}
