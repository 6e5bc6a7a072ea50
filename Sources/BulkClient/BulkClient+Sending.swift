import BulkModel

extension BulkClient {
    /// Makes a call and reads its answer as JSON; null for an answer without a body.
    /// - Throws: ``BulkClientError``.
    func json(_ call: APICall) async throws -> JSONValue {
        var schedule = RetrySchedule(retry)
        while true {
            do {
                let bytes = try await send(call, &schedule).collected()
                if bytes.isEmpty { return .null }
                guard let json = try? JSONValue(parsing: bytes) else { throw BulkClientError.unexpectedAnswer("readable JSON") }
                return json
            } catch let failure as TransportFailure {
                try await pause(&schedule, after: failure, of: call)
            }
        }
    }

    func send(_ call: APICall) async throws -> TransportAnswer {
        var schedule = RetrySchedule(retry)
        return try await send(call, &schedule)
    }

    /// Makes a call until it is answered.
    /// - Throws: ``BulkClientError``, `CancellationError`.
    func send(_ call: APICall, _ schedule: inout RetrySchedule) async throws -> TransportAnswer {
        var token = call.needsToken ? try await tokens.token() : nil
        var hasNewToken = false
        while true {
            do {
                let answer = try await transport.send(request(call, token: token))
                if call.takesAnyStatus || (200..<300).contains(answer.status) || answer.status == 416 { return answer }
                let refusal = Refusal(status: answer.status, body: try await answer.collected(upTo: 1 << 20))
                if let old = token, !hasNewToken, refusal.isAboutToken, let new = try await tokens.replacement(for: old) {
                    token = new
                    hasNewToken = true
                } else {
                    try await pause(&schedule, after: refusal, asked: answer.headers["retry-after"], of: call)
                }
            } catch let failure as TransportFailure {
                try await pause(&schedule, after: failure, of: call)
            }
        }
    }

    private func request(_ call: APICall, token: String?) -> TransportRequest {
        var headers = call.headers
        if let token { headers.append(("Authorization", "Zoho-oauthtoken \(token)")) }
        return TransportRequest(method: call.method, url: call.url, headers: headers, body: call.body)
    }

    /// Waits if the call may be made again.
    /// - Throws: ``BulkClientError/unreachable(address:reason:mayHaveArrived:)`` if it may not.
    func pause(_ schedule: inout RetrySchedule, after failure: TransportFailure, of call: APICall) async throws {
        if failure.mayHaveArrived { schedule.isInDoubt = true }
        let mayRepeat = call.isRepeatable || !failure.mayHaveArrived
        guard mayRepeat, let pause = schedule.next(share: pace.share()) else {
            throw BulkClientError.unreachable(
                address: Self.origin(of: call.url), reason: failure.reason, mayHaveArrived: failure.mayHaveArrived)
        }
        onPause(Pause(duration: pause, reason: failure.reason))
        try await pace.sleep(pause)
    }

    /// - Parameter asked: the header `Retry-After`, if there is one.
    private func pause(_ schedule: inout RetrySchedule, after refusal: Refusal, asked: String?, of call: APICall) async throws {
        var refusal = refusal
        refusal.followsDoubt = schedule.isInDoubt
        if refusal.mayHaveBeenCarriedOut { schedule.isInDoubt = true }
        guard refusal.isPassing(isRepeatable: call.isRepeatable),
            let pause = schedule.next(asked: asked.flatMap { Int($0) }.map { .seconds(max($0, 0)) }, share: pace.share())
        else { throw BulkClientError.refused(refusal) }
        onPause(Pause(duration: pause, reason: refusal.reasonToWait))
        try await pace.sleep(pause)
    }

    /// Scheme, host and port.
    private static func origin(of url: String) -> String {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }
}

extension Refusal {
    /// Whether another token might be taken.
    public var isAboutToken: Bool { status == 401 && code == "INVALID_TOKEN" }

    /// Whether the same call may be answered otherwise a little later. Nothing was done where calls were too many, and nothing ever will be
    /// where a call costs more than there are credits; what a failing gateway has let through isn't known.
    func isPassing(isRepeatable: Bool) -> Bool {
        switch status {
        case 429: !isAboutCredits || resetsAt != nil
        case 503: true
        default: mayHaveBeenCarriedOut && isRepeatable
        }
    }

    /// Whether a gateway, or the server itself, failed on the way.
    fileprivate var mayHaveBeenCarriedOut: Bool { [500, 502, 504].contains(status) }
}
