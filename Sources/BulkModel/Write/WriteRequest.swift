/// What a bulk write job imports: a request whose every name and number has been checked. (bulk write specification, section 6)
public struct WriteRequest: Hashable, Sendable, Codable {
    public var operation: WriteOperation
    /// As sent at the top level; nil if it was not.
    public var ignoreEmpty: Bool?
    /// One for each module; the parent first.
    public var resources: [WriteResource]

    public init(operation: WriteOperation, ignoreEmpty: Bool? = nil, resources: [WriteResource]) {
        self.operation = operation
        self.ignoreEmpty = ignoreEmpty
        self.resources = resources
    }
}

/// One module of a bulk write job and the file its rows come from.
public struct WriteResource: Hashable, Sendable, Codable {
    public var module: ModuleReference
    public var source: WriteSource
    /// `id` or the API name of a field that records are matched by.
    public var findBy: String?
    /// As sent in this resource; nil if it was not.
    public var ignoreEmpty: Bool?
    public var mappings: [FieldMapping]
    /// API names of fields without a mapping that new records of the standard layout need; nil for none. Errors of rows count them behind
    /// the mappings.
    public var askedInStandardLayout: [String]?

    public init(
        module: ModuleReference, source: WriteSource, findBy: String? = nil, ignoreEmpty: Bool? = nil, mappings: [FieldMapping],
        askedInStandardLayout: [String]? = nil
    ) {
        self.module = module
        self.source = source
        self.findBy = findBy
        self.ignoreEmpty = ignoreEmpty
        self.mappings = mappings
        self.askedInStandardLayout = askedInStandardLayout
    }

    /// The mapping that an error of a row is about; a field that has none is one without a column.
    public func mapping(at position: Int) -> FieldMapping {
        if position < mappings.count { return mappings[position] }
        let asked = askedInStandardLayout ?? []
        let place = position - mappings.count
        return FieldMapping(apiName: place < asked.count ? asked[place] : "")
    }
}

/// A CSV file inside an uploaded archive, as it was found when the job was created.
public struct WriteSource: Hashable, Sendable, Codable {
    public var upload: ObjectID
    /// The entry's full name in the archive.
    public var entry: String
    /// The entry's name without folders.
    public var fileName: String
    /// Canonical name of the character encoding.
    public var encoding: String
    /// Whether the encoding was found out rather than given.
    public var isEncodingDetected: Bool
    /// Rows below the header.
    public var rows: Int
    /// What separates cells; nil to find it again, as releases before did.
    public var delimiter: String?
    /// Whether nearly all rows have an empty cell behind the header's last column.
    public var hasEmptyColumn: Bool?
    /// Whether each row that ends early gets a note, since there are few.
    public var notesShortRows: Bool?
    /// What is to be known of the file as a whole.
    public var notes: [SourceNote]?

    public init(upload: ObjectID, entry: String, fileName: String, encoding: String, isEncodingDetected: Bool, rows: Int) {
        self.upload = upload
        self.entry = entry
        self.fileName = fileName
        self.encoding = encoding
        self.isEncodingDetected = isEncodingDetected
        self.rows = rows
    }
}

/// How a column, or a value that is the same for all rows, becomes the value of a field.
public struct FieldMapping: Hashable, Sendable, Codable {
    /// The field's API name, or one of the pseudo-fields `id`, `Layout` and `Parent_Id`.
    public var apiName: String
    /// Column of the file, from zero; nil for a default alone.
    public var index: Int?
    /// Pattern of dates and numbers.
    public var format: String?
    /// By what the cell of a lookup names its record.
    public var findBy: String?
    /// The module meant, where a lookup leads to several.
    public var module: String?
    /// Column of the parent's file that equals this one in the rows that belong together.
    public var parentColumnIndex: Int?
    /// Stands in for empty cells.
    public var defaultValue: String?

    public init(
        apiName: String, index: Int? = nil, format: String? = nil, findBy: String? = nil, module: String? = nil,
        parentColumnIndex: Int? = nil, defaultValue: String? = nil
    ) {
        self.apiName = apiName
        self.index = index
        self.format = format
        self.findBy = findBy
        self.module = module
        self.parentColumnIndex = parentColumnIndex
        self.defaultValue = defaultValue
    }
}
