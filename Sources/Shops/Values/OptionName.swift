import Basics

/// What an option of a product is about, told by its name in the shop's language, never by its position.
enum OptionName {
    case colour, size

    /// nil for other options, such as the fit.
    init?(_ name: String?) {
        guard let name else { return nil }
        let folded = String(name.prefix(60)).folded
        // Most are words of Latin letters, and to search texts takes long.
        let isLatin = folded.utf8.allSatisfy { $0 < 0x80 }
        let words = folded.unicodeScalars.split { !$0.properties.isAlphabetic }.map { String(Substring($0)) }
        if words.contains(where: Self.colours.contains) || !isLatin && Self.unspacedColours.contains(where: folded.contains) {
            self = .colour
        } else if words.contains(where: Self.sizes.contains) || !isLatin && Self.unspacedSizes.contains(where: folded.contains) {
            self = .size
        } else {
            return nil
        }
    }

    private static let colours = names(
        """
        color colour colors colours colorway colourway farbe farben farbvariante couleur couleurs coloris teinte colore colori cor cores kleur \
        kleuren farve farver farge färg färger väri värit litur värv krāsa spalva kolor kolory barva barvy farba boja szín culoare цвят цвет \
        цвета колір колер боја χρώμα renk rəng rang لون اللون الألوان رنگ צבע रंग warna màu mau kulay rangi ფერი գույն түс
        """)
    private static let sizes = names(
        """
        size sizes sizing größe groesse größen konfektionsgröße taille tailles pointure taglia taglie misura talla tallas tamaño talle tamanho \
        tamanhos maat maten størrelse størrelser storlek koko stærð suurus izmērs dydis rozmiar rozmiary velikost veľkosť velikosti veličina \
        velicina méret mărime mărimi marime размер размеры розмір памер величина μέγεθος beden ölçü مقاس المقاس المقاسات الحجم حجم سایز اندازه \
        מידה מידות आकार साइज़ ukuran saiz cỡ laki saizi ზომა չափ өлшем
        """)
    private static let unspacedColours = ["颜色", "顏色", "颜色分类", "カラー", "色", "색상", "컬러", "สี"].map(\.folded)
    private static let unspacedSizes = ["尺码", "尺寸", "尺碼", "大小", "サイズ", "사이즈", "크기", "ขนาด", "ไซส์"].map(\.folded)

    private static func names(_ text: String) -> Set<String> { Set(text.split(separator: " ").map { String($0).folded }) }
}
