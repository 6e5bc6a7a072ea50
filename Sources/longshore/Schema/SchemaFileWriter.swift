import BulkEngine
import BulkModel
import Yams

/// Writes a document as a schema file: what is as usual is left out. (docs/schema.md)
enum SchemaFileWriter {
    typealias Pairs = [(Node, Node)]

    static func text(_ document: SchemaDocument) throws -> String {
        let modules = document.modules.map { (YAMLText.node($0.name), module($0)) }
        return try Yams.serialize(
            node: Node([
                (Node(SchemaFile.formatKey), Node(SchemaFile.format, Tag(.implicit), .plain)),
                (Node("modules"), modules.isEmpty ? Node(Pairs(), Tag(.map), .flow) : Node(modules)),
            ]), width: -1, allowUnicode: true)
    }

    private static func module(_ entry: SchemaDocument.ModuleEntry) -> Node {
        var pairs: Pairs = []
        add("singular", entry.singular, to: &pairs)
        add("plural", entry.plural, to: &pairs)
        if let numbers = entry.autoNumber {
            var naming: Pairs = []
            add("label", entry.nameLabel, to: &naming)
            add(numbers, to: &naming)
            pairs.append((Node("name"), flow(naming)))
        } else {
            add("name", entry.nameLabel, to: &pairs)
        }
        if !entry.fields.isEmpty { pairs.append((Node("fields"), fields(entry.fields))) }
        if let layouts = entry.layouts { pairs.append((Node("layouts"), list(layouts))) }
        if let views = entry.views { pairs.append((Node("views"), Node(views.map { (YAMLText.node($0.name ?? ""), view($0)) }))) }
        return pairs.isEmpty ? flow([]) : Node(pairs)
    }

    private static func fields(_ drafts: [FieldDraft]) -> Node {
        Node(drafts.map { (YAMLText.node($0.apiName ?? ""), field($0)) })
    }

    private static func field(_ draft: FieldDraft) -> Node {
        var pairs: Pairs = []
        add("type", draft.dataType?.rawValue, to: &pairs)
        if draft.dataType == nil || draft.label != SchemaFileReader.label(from: draft.apiName ?? "") {
            add("label", draft.label, to: &pairs)
        }
        add("length", draft.length, to: &pairs)
        add("decimal_places", draft.decimalPlaces, to: &pairs)
        add("rounding", draft.rounding, to: &pairs)
        add("text_area", draft.textAreaKind, to: &pairs)
        add("module", draft.target, to: &pairs)
        if let numbers = draft.autoNumber { add(numbers, to: &pairs) }
        for (name, flag) in [
            ("unique", draft.isUnique), ("required", draft.isRequired), ("encrypted", draft.isEncrypted),
            ("restricted", draft.isRestricted),
        ] {
            if let flag { pairs.append((Node(name), Node(flag ? "true" : "false", Tag(.implicit), .plain))) }
        }
        if case .value(let value) = draft.defaultValue { add("default", value, to: &pairs) }
        if case .value(let tooltip) = draft.tooltip { pairs.append((Node("tooltip"), node(tooltip))) }
        if let values = draft.values {
            pairs.append((Node("values"), list(values.filter(\.isOffered))))
            let retired = values.filter { !$0.isOffered }
            if !retired.isEmpty { pairs.append((Node("unused_values"), list(retired))) }
        }
        if let rows = draft.rows { pairs.append((Node("rows"), node(rows))) }
        if let links = draft.links { pairs.append((Node("links"), node(links))) }
        // A field of which nothing else is to be said is its type.
        if pairs.count == 1, let type = draft.dataType { return Node(type.rawValue) }
        return draft.rows == nil && draft.links == nil ? flow(pairs) : Node(pairs)
    }

    private static func node(_ rows: SubformDraft) -> Node {
        var pairs: Pairs = []
        add("module", rows.module, to: &pairs)
        add("label", rows.label, to: &pairs)
        if !rows.fields.isEmpty { pairs.append((Node("fields"), fields(rows.fields))) }
        return Node(pairs)
    }

    private static func node(_ links: LinksDraft) -> Node {
        var pairs: Pairs = []
        add("module", links.module, to: &pairs)
        add("label", links.label, to: &pairs)
        add("lookup", links.ownLookup, to: &pairs)
        add("connected_lookup", links.connectedLookup, to: &pairs)
        add("connected_field", links.connectedField, to: &pairs)
        add("connected_label", links.connectedLabel, to: &pairs)
        if !links.fields.isEmpty { pairs.append((Node("fields"), fields(links.fields))) }
        return Node(pairs)
    }

    private static func node(_ tooltip: Tooltip) -> Node {
        guard tooltip.kind != "info_icon" else { return YAMLText.node(tooltip.text) }
        return flow([(Node("kind"), Node(tooltip.kind)), (Node("text"), YAMLText.node(tooltip.text))])
    }

    private static func view(_ draft: ViewDraft) -> Node {
        var pairs: Pairs = []
        if case .value(let criteria) = draft.criteria { pairs.append((Node("criteria"), YAMLCriteria.node(criteria))) }
        if let columns = draft.columns { pairs.append((Node("columns"), list(columns))) }
        if case .value(let sort) = draft.sort {
            add("sort_by", sort.field, to: &pairs)
            if !sort.isAscending { add("sort_order", "desc", to: &pairs) }
        }
        if draft.isLocked == true { pairs.append((Node("locked"), Node("true", Tag(.implicit), .plain))) }
        return pairs.isEmpty ? flow([]) : Node(pairs)
    }

    private static func list(_ values: [FieldDraft.PickListValue]) -> Node {
        Node(
            values.map { value in
                guard value.label != value.value else { return YAMLText.node(value.value) }
                return flow([(Node("value"), YAMLText.node(value.value)), (Node("label"), YAMLText.node(value.label))])
            }, Tag(.seq), .flow)
    }

    private static func list(_ texts: [String]) -> Node { Node(texts.map(YAMLText.node), Tag(.seq), .flow) }

    private static func flow(_ pairs: Pairs) -> Node { Node(pairs, Tag(.map), .flow) }

    private static func add(_ numbers: FieldDraft.AutoNumberDraft, to pairs: inout Pairs) {
        if let prefix = numbers.prefix, !prefix.isEmpty { add("prefix", prefix, to: &pairs) }
        if let start = numbers.start { pairs.append((Node("start"), Node(start, Tag(.implicit), .plain))) }
        if let suffix = numbers.suffix, !suffix.isEmpty { add("suffix", suffix, to: &pairs) }
    }

    private static func add(_ name: String, _ text: String?, to pairs: inout Pairs) {
        if let text { pairs.append((Node(name), YAMLText.node(text))) }
    }

    private static func add(_ name: String, _ number: Int?, to pairs: inout Pairs) {
        if let number { pairs.append((Node(name), Node(String(number), Tag(.implicit), .plain))) }
    }
}
