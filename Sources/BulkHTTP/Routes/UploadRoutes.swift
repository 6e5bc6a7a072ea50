import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Uploads of archives, streamed to the disk while they come in. (bulk write specification, section 4)
struct UploadRoutes {
    let engine: Engine

    var routes: [Route] {
        [Route(.post, "/crm/{version}/upload", handler: upload)]
    }

    private static let feature = "bulk-write"

    /// Checks in the documented order: token, scope, permission, headers, feature, then the body. (section 4.4)
    @Sendable private func upload(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        guard let caller = try await HostError.caller(of: request, engine) else { return HostError.unauthorized.response(to: request) }
        try await engine.authorizeUpload(caller)
        let feature = request.headers[.feature] ?? ""
        guard !feature.isEmpty, try await isOrganization(request.headers[.organization] ?? "", of: caller) else {
            return HostError.badHeaders(version).response(to: request)
        }
        let time = shown(engine.time.now, to: caller)
        do {
            guard feature == Self.feature else { throw BulkError.unknownFeature }
            let upload = try await receive(request, for: caller, time: time)
            return JSONAnswer(
                body: [
                    "status": "success", "code": "FILE_UPLOAD_SUCCESS", "message": "file uploaded.",
                    "details": ["file_id": .id(upload.id), "created_time": .string(shown(upload.createdTime, to: caller))],
                ]
            ).response(to: request)
        } catch let error as BulkError where error.code == .featureNotSupported || error.code == .invalidFileFormat {
            let status: HTTPResponse.Status = engine.quirks[.uploadErrorsAreOK] ? .ok : .badRequest
            return JSONAnswer(status: status, body: ErrorBody.body(error)).response(to: request)
        }
    }

    /// The organisation's number, or the id that the organisation API gives beside it. (section 4.1)
    private func isOrganization(_ text: String, of caller: Caller) async throws -> Bool {
        let organization = try await engine.organization(of: caller)
        return text == String(organization.zgid) || text == organization.id.description
    }

    private func receive(_ request: Request, for caller: Caller, time: String) async throws -> Upload {
        guard let boundary = MultipartReader.boundary(ofContentType: request.headers[.contentType] ?? "") else {
            throw BulkError.noFilePart
        }
        let upload = try await engine.beginUpload(for: caller)
        defer { upload.release() }
        var receiver = FilePartReceiver(boundary: boundary, upload: upload)
        for try await chunk in request.body {
            do {
                try chunk.withUnsafeReadableBytes { try receiver.consume($0) }
            } catch is MultipartError {
                throw BulkError.noFilePart
            }
            try await upload.flushIfNeeded()
        }
        guard let fileName = receiver.finish() else { throw BulkError.noFilePart }
        // A client that is still sending doesn't listen, so the body is taken to its end before it is refused.
        guard !receiver.isTooLarge else { throw BulkError.fileTooLarge(time: time) }
        return try await engine.finish(upload, fileName: fileName, for: caller, refusal: .notAnArchive(time: time))
    }

    private func shown(_ time: Date, to caller: Caller) -> String {
        let seconds = Int64(time.timeIntervalSince1970.rounded(.down))
        return ISO8601.dateTime(seconds, offset: UTCOffsets.cached(named: caller.user.timeZone).offset(at: seconds))
    }
}

/// Takes the file out of a multipart body: the first part with a file name, whatever its own name. (section 4.1)
private struct FilePartReceiver {
    private var reader: MultipartReader
    private let upload: UploadInProgress
    private var fileName: String?
    private var isInFile = false
    private var hasFile = false
    private(set) var isTooLarge = false

    init(boundary: String, upload: UploadInProgress) {
        reader = MultipartReader(boundary: boundary)
        self.upload = upload
    }

    mutating func consume(_ bytes: UnsafeRawBufferPointer) throws {
        var (isInFile, hasFile, isTooLarge, fileName) = (isInFile, hasFile, isTooLarge, fileName)
        try reader.consume(bytes) { event in
            switch event {
            case .beginPart(let part):
                guard !hasFile, part.filename != nil || part.name == "file" else { return }
                isInFile = true
                hasFile = true
                fileName = part.filename ?? ""
            case .body(let bytes):
                if isInFile, !isTooLarge { isTooLarge = !upload.append(bytes) }
            case .endPart: isInFile = false
            case .end: break
            }
        }
        (self.isInFile, self.hasFile, self.isTooLarge, self.fileName) = (isInFile, hasFile, isTooLarge, fileName)
    }

    /// The file's name; nil if the body had no file, or ended within it.
    mutating func finish() -> String? {
        guard (try? reader.finish()) != nil else { return nil }
        return fileName
    }
}

extension HTTPField.Name {
    fileprivate static let feature = HTTPField.Name("feature")!
    fileprivate static let organization = HTTPField.Name("X-CRM-ORG")!
}
