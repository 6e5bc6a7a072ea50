public import BulkModel
public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the system says of this process, by the names that Prometheus' own clients use.
public struct ProcessMetrics: Sendable {
    private let start: Date

    public static let descriptions = [cpu, maximumFiles, files, memory, startTime]

    private static let cpu = MetricDescription(
        "process_cpu_seconds_total", .counter, help: "Processor time of the process, in user and system mode.")
    private static let maximumFiles = MetricDescription(
        "process_max_fds", .gauge, help: "Files, connections among them, that the process may have open.")
    private static let files = MetricDescription("process_open_fds", .gauge, help: "Files, connections among them, that are open.")
    private static let memory = MetricDescription("process_resident_memory_bytes", .gauge, help: "Memory that the process holds.")
    private static let startTime = MetricDescription(
        "process_start_time_seconds", .gauge, help: "When the process started, in seconds since 1970.")

    /// - Parameter start: when the process began.
    public init(start: Date = Date()) {
        self.start = start
    }

    /// What can't be found out on this system is left out. Blocks for some microseconds.
    public func families() -> [MetricFamily] {
        [
            family(Self.cpu, processorTime), family(Self.maximumFiles, fileLimit), family(Self.files, openFiles),
            family(Self.memory, residentMemory), family(Self.startTime, start.timeIntervalSince1970),
        ].compactMap(\.self)
    }

    private func family(_ description: MetricDescription, _ value: Double?) -> MetricFamily? {
        value.map {
            MetricFamily(name: description.name, kind: description.kind, help: description.help, samples: [MetricSample(value: $0)])
        }
    }

    private var processorTime: Double? {
        var usage = rusage()
        #if canImport(Glibc)
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        #else
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
        #endif
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    private var fileLimit: Double? {
        var limit = rlimit()
        #if canImport(Glibc)
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        #else
            guard getrlimit(RLIMIT_NOFILE, &limit) == 0 else { return nil }
        #endif
        return Double(limit.rlim_cur)
    }

    private var openFiles: Double? {
        // The listing itself is one.
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double(max($0.count - 1, 0)) }
    }

    /// The second number of `statm` is that of resident pages.
    private var residentMemory: Double? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let numbers = text.split(separator: " ")
        guard numbers.count > 1, let pages = Double(numbers[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
