#pragma once

#include <QtGlobal>

#include <cstddef>

/// How much of what comes from outside is kept. A server that is broken, hijacked, or not the one that was
/// meant may send anything; each limit is far above what real ones send, and far below what would harm. Names
/// that are keys are refused where they are longer, since a cut one would be another's; other texts are cut.
namespace streamkeeper::limits {

// ---- lists of a media server

/// Ten times what one server is known to carry; as many viewers, too.
inline constexpr std::size_t maxStreams = 100'000;
/// Rows of one server's streams that the registry does not have: as many as one server is known to carry. All
/// rows are joined anew by the thread that draws; adoption reads the whole list.
inline constexpr std::size_t maxUnmanagedRows = 10'000;
/// Of all pages of one list: a path with all its settings takes 2 KB.
inline constexpr qint64 maxListBytes = 256 * 1024 * 1024;
/// All settings of one path: some hundred, and commands that are run for it.
inline constexpr qsizetype maxSettingsBytes = 256 * 1024;
/// Names of streams, cameras and nodes: they are parts of paths, and no file system takes longer ones.
inline constexpr qsizetype maxNameLength = 4'096;
/// Words for people or of a protocol: versions, status words, mount points.
inline constexpr qsizetype maxTextLength = 200;
/// Addresses with parameters and tokens; browsers and proxies take 8 KB.
inline constexpr qsizetype maxAddressLength = 8'192;
/// Of the words of a refusal: in a longer one nobody looks for them.
inline constexpr qsizetype maxRefusalBytes = 64 * 1024;
/// Each is a row on the card of its server.
inline constexpr std::size_t maxStorages = 64;
/// Of one stream: a year that breaks every ten minutes has half of it.
inline constexpr std::size_t maxPeriods = 100'000;
/// Of the DHCP server: its configuration with some 15,000 reservations.
inline constexpr qint64 maxDhcpBytes = 4 * 1024 * 1024;
/// The year 2100: beyond it a time is nonsense.
inline constexpr qint64 latestMs = 4'102'444'800'000;
/// The ini text of one stream has some dozens of short lines.
inline constexpr qsizetype maxIniLength = 256 * 1024;
inline constexpr qsizetype maxIniLines = 5'000;

// ---- what viewing keeps between requests

/// As RFC 6265 (6.1) asks of browsers: 4 KB each, 50 for each domain.
inline constexpr qsizetype maxCookieBytes = 4'096;
inline constexpr qsizetype maxCookiesOfHost = 50;
/// A session of each of the streams that one desk watches at a time, many times over.
inline constexpr qsizetype maxCookies = 1'000;

// ---- ONVIF devices

/// The answer of a recorder with many channels has 200 KB.
inline constexpr qint64 maxSoapBytes = 1024 * 1024;
/// Answers are some ten elements deep and have some thousand of them.
inline constexpr int maxXmlDepth = 32;
inline constexpr int maxXmlElements = 20'000;
/// Of one element, with the namespaces that it declares: gSOAP declares some eighty. QXmlStreamReader
/// compares each with each: 80,000 take it half a minute.
inline constexpr int maxXmlAttributes = 128;
/// Tokens are keys; the specification allows 64 characters.
inline constexpr qsizetype maxTokenLength = 256;
/// Each is asked for its addresses.
inline constexpr std::size_t maxProfiles = 64;
/// The largest that UDP carries.
inline constexpr qint64 maxDatagramBytes = 64 * 1024;
inline constexpr std::size_t maxFoundDevices = 10'000;
/// Of one device that was found: a wire, a radio, IPv4 and IPv6.
inline constexpr qsizetype maxServiceAddresses = 8;

// ---- media

/// One coded picture: an intra picture of 8K at the highest rates has 5 MB.
inline constexpr qsizetype maxPictureBytes = 16 * 1024 * 1024;
/// Telephones have 8,000, studios 192,000; resampling from less makes much of little.
inline constexpr int minSampleRate = 4'000;
inline constexpr int maxSampleRate = 192'000;
/// 7.1; FFmpeg would mix down any number.
inline constexpr int maxChannels = 8;

} // namespace streamkeeper::limits
