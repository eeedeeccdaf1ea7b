/// What a list leaves out before and after what shows ("3 more ↓", "1 more row ↑"), or nil if it shows everything.
func moreText(before: Int, after: Int, one: String = "", many: String = "", arrows: (String, String) = ("↑", "↓")) -> String? {
    let before = max(0, before), after = max(0, after), total = before + after
    guard total > 0 else { return nil }
    let words = ["\(total)", "more", total == 1 ? one : many, (before > 0 ? arrows.0 : "") + (after > 0 ? arrows.1 : "")]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
}
