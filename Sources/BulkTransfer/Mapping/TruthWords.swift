import BulkModel

/// What people write for yes and no. (bulk write specification, section 8.1)
enum TruthWords {
    /// What servers read.
    static let standard: Set<String> = ["true", "false", "1", "0"]

    /// The words of English, whose meaning no other language turns round.
    static let english: [String: Bool] = ["yes": true, "no": false, "y": true, "n": false]

    /// Words that are proposed, since a person has to say that they are meant so.
    static let others: [String: Bool] = {
        let pairs: [(yes: [String], no: [String])] = [
            (["ja", "wahr", "j"], ["nein", "falsch", "nee", "nej", "nei"]),
            (["oui", "vrai", "o"], ["non", "faux"]),
            (["sí", "si", "s", "verdadero"], ["falso"]),
            (["sì", "vero"], []),
            (["sim", "verdadeiro"], ["não", "nao"]),
            (["да", "истина", "д"], ["нет", "ложь", "н"]),
            (["так"], ["ні"]),
            (["tak", "prawda"], ["nie", "fałsz"]),
            (["ano", "áno", "pravda"], ["ne", "nepravda"]),
            (["igen", "igaz"], ["nem", "hamis"]),
            (["evet", "doğru"], ["hayır", "yanlış"]),
            (["da", "adevărat"], ["nu", "fals"]),
            (["kyllä", "tosi"], ["ei", "epätosi"]),
            (["ναι"], ["όχι"]),
            (["waar", "sand", "sant"], ["onwaar", "falsk", "usann"]),
            (["はい"], ["いいえ"]),
            (["是", "真"], ["否", "假"]),
            (["예", "네"], ["아니오", "아니요"]),
            (["نعم"], ["لا"]),
            (["כן"], ["לא"]),
            (["हाँ", "हां"], ["नहीं"]),
            (["on", "t", "checked", "enabled", "active"], ["off", "f", "unchecked", "disabled", "inactive"]),
            (["x", "✓", "✔", "☑"], ["✗", "✘", "☐"]),
        ]
        var words: [String: Bool] = [:]
        for pair in pairs {
            for word in pair.yes { words[key(word)] = true }
            for word in pair.no { words[key(word)] = false }
        }
        return words
    }()

    /// As words are compared.
    static func key(_ text: String) -> String {
        String(decoding: CaseFolding.folded(text.utf8), as: UTF8.self)
    }
}
