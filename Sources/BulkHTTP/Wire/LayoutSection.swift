import BulkModel

/// A part of a layout. Layouts don't store how they are divided: all of a module's have the same sections, made by a rule.
struct LayoutSection {
    let name: String
    let columns: Int
    let isSubform: Bool
    let fields: [Field]

    /// A section of ordinary fields, one for the description, and one for each subform.
    static func sections(of module: Module, version: APIVersion) -> [LayoutSection] {
        // The id and the layout itself are no matter of arrangement.
        let fields = FieldBody.listed(in: module, version: version).filter { !$0.isRecordID && $0.dataType != .layout }
        let subforms = fields.filter { $0.dataType == .subform }
        let descriptions = fields.filter { $0.apiName == "Description" }
        let others = fields.filter { $0.dataType != .subform && $0.apiName != "Description" }
        var sections = [
            LayoutSection(name: "\(module.singularLabel) Information", columns: 2, isSubform: false, fields: others)
        ]
        if !descriptions.isEmpty {
            sections.append(LayoutSection(name: "Description Information", columns: 1, isSubform: false, fields: descriptions))
        }
        return sections + subforms.map { LayoutSection(name: $0.label, columns: 1, isSubform: true, fields: [$0]) }
    }
}
