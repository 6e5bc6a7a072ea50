import BulkClient
import BulkTransfer

/// Words and exit codes for what goes wrong between this machine and a server.
enum BulkClientFailure {
    /// - Throws: ``Failure`` in the place of the errors of clients and transfers; anything else as it is.
    static func worded<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as BulkClientError {
            throw failure(error)
        } catch let error as TransferFailure {
            throw Failure(code(error.kind), error.message)
        }
    }

    static func failure(_ error: BulkClientError) -> Failure {
        switch error {
        case .refused(let refusal) where refusal.isAboutToken:
            Failure(
                .notPermitted, "the server doesn't take the token (it may have expired, or been ended); log in again with 'longshore login'"
            )
        case .refused(let refusal) where refusal.status == 401 || refusal.status == 403:
            Failure(.notPermitted, "the server doesn't permit this to the token: \(refusal)")
        case .refused(let refusal) where refusal.isAboutCredits: Failure(.refused, spentCredits(refusal))
        case .refused(let refusal): Failure(.refused, "the server refuses: \(refusal)")
        case .unreachable(let address, let reason, _):
            Failure(.unavailable, "\(address) can't be reached: \(reason). Is the server running, and is the address right (--to)?")
        case .noToken(let word): Failure(.notPermitted, "the accounts server gives no token (\(word)); log in again with 'longshore login'")
        case .unexpectedAnswer: Failure(.protocolError, "\(error); is it a server of the CRM API?")
        case .noResult: Failure(.refused, "\(error)")
        case .file(let path, let reason): Failure(.cannotWrite, "\(path): \(reason)")
        }
    }

    /// Says when the command can be given again; what exports and imports have done by then they don't do twice.
    private static func spentCredits(_ refusal: Refusal) -> String {
        guard let time = refusal.resetsAt else {
            return "the call costs more API credits than the organisation has in 24 hours (--daily-credits of the server)"
        }
        return """
            the organisation's API credits of 24 hours are spent, and this call can be made again from \(time) on. Give the same command then, \
            or let it wait with --wait 25h
            """
    }

    private static func code(_ kind: TransferFailure.Kind) -> Failure.Code {
        switch kind {
        case .request: .usage
        case .file: .invalidFile
        case .server: .refused
        case .job: .jobFailed
        case .incomplete: .protocolError
        }
    }
}
