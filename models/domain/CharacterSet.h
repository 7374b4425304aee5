#pragma once

#include <QChar>

#include <string_view>

namespace streamkeeper {

/// QStringView::contains() searches as in long texts, which costs more than the few characters of a set.
[[nodiscard]] constexpr bool isAmong(QChar c, std::u16string_view set)
{
    return set.find(c.unicode()) != std::u16string_view::npos;
}

} // namespace streamkeeper
