public import BulkModel

/// A request for an import as it came: of the right structure, its names and numbers not yet looked at.
///
/// Resources are a flat list; positions in error details are positions in it. (bulk write specification, section 6.1)
public struct WriteSubmission: Sendable {
    public var version: APIVersion
    public var operation: WriteOperation
    /// Canonical name of the encoding, if one was given.
    public var encoding: String?
    public var ignoreEmpty: Bool?
    public var callbackURL: String?
    /// Scheme, host and port by which the caller reached the server.
    public var address: String
    public var resources: [Resource]

    public init(
        version: APIVersion, operation: WriteOperation, encoding: String? = nil, ignoreEmpty: Bool? = nil, callbackURL: String? = nil,
        address: String, resources: [Resource]
    ) {
        self.version = version
        self.operation = operation
        self.encoding = encoding
        self.ignoreEmpty = ignoreEmpty
        self.callbackURL = callbackURL
        self.address = address
        self.resources = resources
    }

    public struct Resource: Sendable {
        /// API name, or id where `isModuleID`.
        public var module: String
        public var isModuleID: Bool
        /// As sent: digits, or something to refuse.
        public var fileID: String
        public var fileNames: [String]?
        public var findBy: String?
        public var ignoreEmpty: Bool?
        /// Nil if the request has none, which means: by the header. A mapping that names no field is nil.
        public var mappings: [FieldMapping?]?

        public init(
            module: String, isModuleID: Bool = false, fileID: String, fileNames: [String]? = nil, findBy: String? = nil,
            ignoreEmpty: Bool? = nil, mappings: [FieldMapping?]? = nil
        ) {
            self.module = module
            self.isModuleID = isModuleID
            self.fileID = fileID
            self.fileNames = fileNames
            self.findBy = findBy
            self.ignoreEmpty = ignoreEmpty
            self.mappings = mappings
        }
    }
}
