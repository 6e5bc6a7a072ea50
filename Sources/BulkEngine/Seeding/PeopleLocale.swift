/// Where a made-up person lives: names as they are written there, places that exist, the country's calling code.
struct PeopleLocale: Sendable {
    let country: String
    let callingCode: String
    let firstNames: [String]
    let lastNames: [String]
    /// City, state, postal code.
    let places: [(city: String, state: String, code: String)]
    let streets: [String]
    let companySuffixes: [String]

    /// Those whose script is Latin come first and often, as in most CRMs.
    static let all: [PeopleLocale] = [
        PeopleLocale(
            country: "United States", callingCode: "+1",
            firstNames: ["Olivia", "Liam", "Emma", "Noah", "Ava", "Ethan", "Sophia", "Mason", "Grace", "Henry", "Chloe", "Jack"],
            lastNames: ["Carter", "Nguyen", "O'Brien", "Walker", "Hughes", "Ramirez", "Foster", "Price", "Bennett", "Sanders"],
            places: [("Austin", "TX", "78701"), ("Portland", "OR", "97204"), ("Boston", "MA", "02108"), ("Denver", "CO", "80202")],
            streets: ["Main St, Suite 400", "Congress Ave", "Elm Street", "Harbor Blvd, Floor 2"],
            companySuffixes: ["Inc.", "LLC", "& Sons, Inc.", "Group", "Holdings"]),
        PeopleLocale(
            country: "United Kingdom", callingCode: "+44",
            firstNames: ["Amelia", "George", "Isla", "Oscar", "Freya", "Alfie", "Poppy", "Rupert"],
            lastNames: ["Smith", "Davies", "Fitzgerald-Jones", "Patel", "Wright", "Okafor", "McKenzie"],
            places: [("London", "Greater London", "EC1A 1BB"), ("Leeds", "West Yorkshire", "LS1 4AP"), ("Bristol", "Avon", "BS1 4ST")],
            streets: ["High Street", "Station Road", "Queen's Walk", "Mill Lane"], companySuffixes: ["Ltd", "plc", "& Co. Ltd"]),
        PeopleLocale(
            country: "Germany", callingCode: "+49",
            firstNames: ["Jürgen", "Käthe", "Lukas", "Anneliese", "Björn", "Sophie", "Till", "Grete"],
            lastNames: ["Müller", "Schäfer", "Weiß", "Öztürk", "Großmann", "Krüger", "von Bülow"],
            places: [("Köln", "Nordrhein-Westfalen", "50667"), ("München", "Bayern", "80331"), ("Leipzig", "Sachsen", "04109")],
            streets: ["Hauptstraße", "Gartenweg", "Bürgermeister-Schmidt-Platz"], companySuffixes: ["GmbH", "AG", "GmbH & Co. KG"]),
        PeopleLocale(
            country: "France", callingCode: "+33",
            firstNames: ["Élodie", "Jean-François", "Zoé", "Rémi", "Chloé", "Anaïs", "Théo"],
            lastNames: ["Lefèvre", "D'Angelo", "Dubois", "Garçon", "Hébert", "Le Goff"],
            places: [("Paris", "Île-de-France", "75001"), ("Lyon", "Auvergne-Rhône-Alpes", "69002"), ("Nîmes", "Occitanie", "30000")],
            streets: ["rue de l'Église", "boulevard Saint-Michel", "place du Marché, bât. B"], companySuffixes: ["SA", "SARL", "et Fils"]),
        PeopleLocale(
            country: "Spain", callingCode: "+34",
            firstNames: ["Begoña", "Íñigo", "Lucía", "Andrés", "Nuria", "Pablo"],
            lastNames: ["García Núñez", "Muñoz", "Ibáñez", "Peña", "Castaño"],
            places: [("Sevilla", "Andalucía", "41001"), ("A Coruña", "Galicia", "15001"), ("Madrid", "Madrid", "28013")],
            streets: ["Calle Mayor", "Paseo de Gracia, 3.º izq.", "Plaza de España"], companySuffixes: ["S.L.", "S.A.", "y Cía."]),
        PeopleLocale(
            country: "India", callingCode: "+91",
            firstNames: ["Aarav", "Priya", "Lakshmi", "Arjun", "Meera", "கார்த்திக்", "अनन्या"],
            lastNames: ["Sharma", "Iyer", "Krishnamurthy", "Reddy", "Banerjee", "முருகன்", "शर्मा"],
            places: [("Chennai", "Tamil Nadu", "600002"), ("Pune", "Maharashtra", "411001"), ("Bengaluru", "Karnataka", "560001")],
            streets: ["Anna Salai", "M.G. Road, 2nd Cross", "Park Street"], companySuffixes: ["Pvt. Ltd.", "Limited", "Enterprises"]),
        PeopleLocale(
            country: "Poland", callingCode: "+48",
            firstNames: ["Łukasz", "Małgorzata", "Zbigniew", "Agnieszka", "Święcisława"],
            lastNames: ["Wójcik", "Dąbrowski", "Żółć", "Kaźmierczak", "Nowak"],
            places: [("Łódź", "łódzkie", "90-001"), ("Kraków", "małopolskie", "31-001")],
            streets: ["ul. Piotrkowska", "al. Jerozolimskie"], companySuffixes: ["Sp. z o.o.", "S.A."]),
        PeopleLocale(
            country: "Brazil", callingCode: "+55",
            firstNames: ["João", "Conceição", "Thaís", "Antônio", "Luíza"],
            lastNames: ["Gonçalves", "da Conceição", "Araújo", "Magalhães"],
            places: [("São Paulo", "SP", "01001-000"), ("Florianópolis", "SC", "88010-000")],
            streets: ["Av. Paulista", "Rua das Flores, sala 12"], companySuffixes: ["Ltda.", "S.A."]),
        PeopleLocale(
            country: "Japan", callingCode: "+81", firstNames: ["花子", "太郎", "美咲", "健一", "さくら"],
            lastNames: ["田中", "佐藤", "鈴木", "高橋", "渡辺"],
            places: [("東京都千代田区", "東京都", "100-0001"), ("大阪市北区", "大阪府", "530-0001")],
            streets: ["丸の内1丁目", "梅田2-3-4"], companySuffixes: ["株式会社", "合同会社"]),
        PeopleLocale(
            country: "Greece", callingCode: "+30", firstNames: ["Ελένη", "Γιώργος", "Σοφία", "Ανδρέας"],
            lastNames: ["Παπαδόπουλος", "Γεωργίου", "Βλάχος"],
            places: [("Αθήνα", "Αττική", "105 57"), ("Θεσσαλονίκη", "Κεντρική Μακεδονία", "546 24")],
            streets: ["Ερμού", "Οδός Αριστοτέλους"], companySuffixes: ["Α.Ε.", "Ε.Π.Ε."]),
        PeopleLocale(
            country: "Egypt", callingCode: "+20", firstNames: ["أحمد", "فاطمة", "محمد", "ليلى"],
            lastNames: ["حسن", "المصري", "عبد الله"],
            places: [("القاهرة", "القاهرة", "11511"), ("الإسكندرية", "الإسكندرية", "21500")],
            streets: ["شارع التحرير", "كورنيش النيل"], companySuffixes: ["ش.م.م", "شركة"]),
        PeopleLocale(
            country: "Ukraine", callingCode: "+380", firstNames: ["Олена", "Дмитро", "Ірина", "Тарас"],
            lastNames: ["Шевченко", "Коваленко", "Мельник"],
            places: [("Київ", "Київ", "01001"), ("Львів", "Львівська область", "79000")],
            streets: ["вул. Хрещатик", "просп. Свободи"], companySuffixes: ["ТОВ", "ПАТ"]),
    ]
}
