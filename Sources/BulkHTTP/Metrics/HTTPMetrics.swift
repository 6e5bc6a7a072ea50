import BulkEngine
public import BulkModel
import CoreMetrics
import HTTPTypes
import Synchronization

/// What is reported of requests. Labels have few values each: routes as they are documented, never paths as they were sent.
public final class HTTPMetrics: Sendable {
    /// Everything the HTTP side reports; `docs/operating.md` lists it.
    public static let descriptions = [requests, durations, requestsInFlight, downloadedBytes]

    private static let requests = MetricDescription(
        "longshore_http_requests_total", .counter, labels: ["method", "route", "status"], help: "Requests answered.")
    private static let durations = MetricDescription(
        "longshore_http_request_seconds", .histogram, labels: ["method", "route"],
        buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
        help: "From a request's head to its answer, of downloads to their last byte.")
    private static let requestsInFlight = MetricDescription(
        "longshore_http_requests_in_flight", .gauge, help: "Requests that are being answered.")
    private static let downloadedBytes = MetricDescription(
        "longshore_downloaded_bytes_total", .counter, help: "Bytes of results and reports sent.")

    private struct RouteKey: Hashable {
        let method: String
        let route: String
    }

    private struct AnswerKey: Hashable {
        let route: RouteKey
        let status: Int
    }

    private let factory: any MetricsFactory
    private let inFlight: Meter
    private let downloaded: Counter
    private let counters = Mutex<[AnswerKey: Counter]>([:])
    private let timers = Mutex<[RouteKey: Timer]>([:])

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        inFlight = Self.requestsInFlight.meter(from: factory)
        downloaded = Self.downloadedBytes.counter(from: factory)
    }

    func begin() -> RequestMeasurement {
        inFlight.increment()
        return RequestMeasurement(metrics: self)
    }

    fileprivate func end() {
        inFlight.decrement()
    }

    /// - Parameter route: as it is documented; nil for a path there is none for.
    fileprivate func count(_ method: HTTPRequest.Method, _ route: String?, status: Int, duration: Duration) {
        let key = RouteKey(method: Self.methods.contains(method) ? method.rawValue : "other", route: route ?? "unknown")
        counters.withLock { counters in
            let answer = AnswerKey(route: key, status: status)
            let counter = counters[answer] ?? Self.requests.counter(key.method, key.route, String(status), from: factory)
            counters[answer] = counter
            counter.increment()
        }
        timers.withLock { timers in
            let timer = timers[key] ?? Self.durations.timer(key.method, key.route, from: factory)
            timers[key] = timer
            timer.record(duration)
        }
    }

    fileprivate func sent(_ bytes: Int) {
        downloaded.increment(by: bytes)
    }
}

/// One request from its head to the end of its answer, or to where the client went away.
final class RequestMeasurement: Sendable {
    private let metrics: HTTPMetrics
    private let start = ContinuousClock.now
    private let isOver = Atomic(false)
    private let answer = Mutex<(method: HTTPRequest.Method, route: String?, status: Int)?>(nil)

    fileprivate init(metrics: HTTPMetrics) {
        self.metrics = metrics
    }

    deinit {
        end()
    }

    /// The head of the answer is known.
    func answered(_ method: HTTPRequest.Method, route: String?, status: Int) {
        answer.withLock { $0 = (method, route, status) }
    }

    /// A part of a download was taken.
    func sent(_ bytes: Int) {
        metrics.sent(bytes)
    }

    func end() {
        guard !isOver.exchange(true, ordering: .relaxed) else { return }
        metrics.end()
        guard let answer = answer.withLock({ $0 }) else { return }
        metrics.count(answer.method, answer.route, status: answer.status, duration: ContinuousClock.now - start)
    }
}
