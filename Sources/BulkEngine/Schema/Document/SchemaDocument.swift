/// What is an organisation's own in its schema: custom modules and fields, what is changed of standard ones, layouts and views.
/// This is what a schema file says; how it says it is no matter here.
public struct SchemaDocument: Hashable, Sendable {
    public var modules: [ModuleEntry] = []

    public init() {}

    public struct ModuleEntry: Hashable, Sendable {
        /// API name.
        public var name: String
        public var singular: String?
        public var plural: String?
        /// What the field is called that names a record.
        public var nameLabel: String?
        /// How records are named, if by running numbers.
        public var autoNumber: FieldDraft.AutoNumberDraft?
        /// Custom fields as they shall be, and what shall be changed of others.
        public var fields: [FieldDraft] = []
        /// The names of all layouts, the standard one first; nil for those there are.
        public var layouts: [String]?
        /// All views that people have made for everybody; nil for those there are.
        public var views: [ViewDraft]?

        public init(name: String) {
            self.name = name
        }
    }
}

/// What is wrong with a part of a schema document.
public struct SchemaDocumentProblem: Error, Hashable, Sendable {
    /// Where: module, kind and name of the element, as `Projects`, `fields`, `Budget`.
    public var place: [String]
    public var problem: DraftProblem

    public init(_ place: [String], _ problem: DraftProblem) {
        self.place = place
        self.problem = problem
    }
}

/// One thing that applying a schema document does.
public struct SchemaStep: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case add, change, remove
    }

    public var kind: Kind
    /// `module`, `field`, `layout` or `view`.
    public var object: String
    /// `Projects`, or `Projects.Budget`.
    public var name: String
    /// The type of a new field, what changes of one, what is lost with one.
    public var detail: String
    public var losesData: Bool
}
