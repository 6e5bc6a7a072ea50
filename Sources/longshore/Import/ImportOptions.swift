import ArgumentParser

/// What columns become; what nobody says is found by their names.
struct ImportColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Column, by name or number, that is a field; without a field it is left out.", valueName: "column=field"))
    var map: [String] = []
    @Option(help: ArgumentHelp("Value of a field in all rows, or in those whose cell is empty.", valueName: "field=value"))
    var set: [String] = []
    @Option(help: ArgumentHelp("Field of the other module by which a lookup's records are found.", valueName: "lookup=field"))
    var lookup: [String] = []
    @Option(help: ArgumentHelp("How the dates or numbers of a field are written: Date_of_Birth=dd.MM.yyyy.", valueName: "field=pattern"))
    var format: [String] = []
    @Flag(help: "Read dates and numbers that could be two things as they are read without a format: month first, a point before decimals.")
    var defaultFormats = false
    @Option(name: .customLong("true"), help: ArgumentHelp("Word that means yes, in columns that are true or false.", valueName: "word"))
    var trueWords: [String] = []
    @Option(name: .customLong("false"), help: ArgumentHelp("Word that means no, in columns that are true or false.", valueName: "word"))
    var falseWords: [String] = []
    @Option(
        name: .customLong("null"),
        help: ArgumentHelp("Cell that stands for no value, such as N/A; exactly as it is written.", valueName: "text"))
    var nulls: [String] = []
    @Option(
        name: .customLong("translate"),
        help: ArgumentHelp("What cells of a field become: \"Lead_Source:Webb=Web\".", valueName: "field:old=new"))
    var translations: [String] = []
    @Option(
        help: ArgumentHelp(
            "What becomes of options that picklists don't have yet: add, refuse; or for one field: Lead_Source=refuse (default: add, and say so).",
            valueName: "add|refuse"))
    var newOptions: [String] = []
    @Option(help: ArgumentHelp("Mapping file, in the place of finding fields by names; one for each module.", valueName: "file"))
    var mapping: [String] = []
    @Option(help: ArgumentHelp("Keep the mapping in a file, for --mapping.", valueName: "file")) var saveMapping: String?

    /// The last of the columns, if all are named by their numbers; nil otherwise.
    var lastNumber: Int? {
        let numbers = map.map { Int($0.prefix { $0 != "=" }) }
        return mapping.isEmpty && !numbers.contains(nil) ? numbers.compactMap { $0 }.max() : nil
    }
}

/// Files whose rows belong to rows of the first.
struct ImportChildOptions: ParsableArguments {
    @Option(help: ArgumentHelp("File with rows of a subform or linking module.", valueName: "module=file")) var child: [String] = []
    @Option(
        help: ArgumentHelp(
            "Columns that say which parent a row of the child belongs to; in the order of the children (default: the name that both files have).",
            valueName: "child's=parent's"))
    var join: [String] = []
}
