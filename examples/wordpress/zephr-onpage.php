<?php
/**
 * Plugin Name:       zephr-onpage
 * Description:       Decides in the page what a reader may see: what follows the "Read more" cut, the block "Gated content" and the shortcode [zephr].
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 *
 * Pages are the same HTML for every reader, so page caches stay on: the token in the cookie `blaize_jwt` tells them apart, in the
 * browser. Gated text is in the HTML of its page; it is not in feeds, excerpts and the REST API.
 */

namespace ZephrOnpage;

use WP_Post;
use WP_User;

defined( 'ABSPATH' ) || exit;

/** Options: JSON text of the config; the feature behind the cut (empty: none); the private key as PEM. */
const CONFIG = 'zephr_onpage_config';
const CUT    = 'zephr_onpage_cut';
const KEY    = 'zephr_onpage_private_key';

/** Slug of the settings page, and the group of its options. */
const SETTINGS = 'zephr-onpage';

/** Name of the AJAX action that renews a token. */
const RENEW = 'zephr_onpage_token';

/** How long a token counts. A reader whose role changes, or whose sessions are ended elsewhere, keeps the old one for so long. */
const TOKEN_SECONDS = HOUR_IN_SECONDS;

/** Class of the line that marks where gated content begins and ends while WordPress makes paragraphs of a text. */
const MARK = 'zephr-onpage-mark';

/** Elements without an end tag. */
const VOID = array( 'area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr' );

// ── The head ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

add_action( 'wp_head', __NAMESPACE__ . '\print_head', 1 );

/**
 * Prints the config and the script. Not enqueued: the config counts at once only directly before the script tag, and both must
 * stay before everything that paints.
 */
function print_head(): void {
	// Keeps gated content back until the script runs, and for good where it does not arrive.
	echo "<style>zephr-feature:not(:defined){visibility:hidden}</style>\n";
	$config = page_config();
	if ( $config ) {
		// `<` and `>` as \u003C and \u003E: nothing in a config ends the script element.
		$json = wp_json_encode( $config, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		// The filter of WordPress adds a site's nonce. Its own printer may wrap the text as JavaScript, which JSON is not.
		$attributes = apply_filters( 'wp_inline_script_attributes', array( 'type' => 'application/json', 'data-zephr-config' => true ), $json );
		printf( "<script%s>%s</script>\n", wp_sanitize_script_attributes( $attributes ), $json );
	}
	$file = plugin_dir_path( __FILE__ ) . 'zephr.js';
	wp_print_script_tag(
		array(
			// Rocket Loader, LiteSpeed Cache and WP Rocket leave a script with these alone; the first wants its own before the address.
			'data-cfasync'     => 'false',
			'src'              => plugins_url( 'zephr.js', __FILE__ ) . '?ver=' . ( file_exists( $file ) ? filemtime( $file ) : '' ),
			'data-no-optimize' => '1',
			'data-no-defer'    => '1',
			'nowprocket'       => true,
		)
	);
}

/** The config as pages get it: with the public key of this site, unless it names keys of another issuer. `null` where it is none. */
function page_config(): ?object {
	$config = stored_config();
	if ( ! $config ) {
		return null;
	}
	$key = has_own_keys( $config ) ? null : private_key();
	if ( $key ) {
		$config->jwt                  = is_object( $config->jwt ?? null ) ? $config->jwt : (object) array();
		$config->jwt->publicKey       = public_jwk( $key );
		$config->jwt->userMapping   ??= (object) array( 'foreignUserIdProperty' => 'sub' );
		$config->jwt->productSyncing ??= (object) array( 'privateClaimName' => 'prod' );
		$config->jwt->refresh       ??= admin_url( 'admin-ajax.php?action=' . RENEW, 'relative' );
	}
	return $config;
}

function stored_config(): ?object {
	$config = json_decode( (string) get_option( CONFIG, '' ) );
	return is_object( $config ) ? $config : null;
}

/** Whether tokens come from another issuer than this site. */
function has_own_keys( ?object $config ): bool {
	$jwt = $config->jwt ?? null;
	return isset( $jwt->publicKey ) || isset( $jwt->jwks ) || isset( $jwt->jwksUrl ) || isset( $jwt->verifyEndpoint );
}

// ── Tokens ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

register_activation_hook( __FILE__, __NAMESPACE__ . '\activate' );
add_action( 'set_logged_in_cookie', __NAMESPACE__ . '\on_login', 10, 4 );
add_action( 'clear_auth_cookie', __NAMESPACE__ . '\clear_cookie' );
add_action( 'init', __NAMESPACE__ . '\renew_cookie' );
add_action( 'wp_ajax_' . RENEW, __NAMESPACE__ . '\answer_renewal' );
add_action( 'wp_ajax_nopriv_' . RENEW, __NAMESPACE__ . '\answer_renewal' );

function activate(): void {
	if ( ! private_key() ) {
		wp_die( esc_html__( 'zephr-onpage needs the PHP extension openssl with the curve P-256.', 'zephr-onpage' ) );
	}
	add_option( CONFIG, (string) wp_json_encode( first_config(), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) );
	add_option( CUT, 'articles' );
}

/** The private key as PEM: of `ZEPHR_ONPAGE_PRIVATE_KEY` in wp-config.php, else one of the plugin's own. `null` without openssl. */
function private_key(): ?string {
	if ( defined( 'ZEPHR_ONPAGE_PRIVATE_KEY' ) ) {
		return ZEPHR_ONPAGE_PRIVATE_KEY;
	}
	$pem = get_option( KEY );
	if ( is_string( $pem ) && '' !== $pem ) {
		return $pem;
	}
	$key = function_exists( 'openssl_pkey_new' )
		? openssl_pkey_new( array( 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1' ) )
		: false;
	if ( ! $key || ! openssl_pkey_export( $key, $pem ) ) {
		return null;
	}
	// Of two requests at once the first one's key counts. It is not loaded with all options on every page.
	return add_option( KEY, $pem, '', 'no' ) ? $pem : (string) get_option( KEY );
}

/** The public half of a key as JWK (RFC 7518, 6.2.1). */
function public_jwk( string $pem ): array {
	$ec = openssl_pkey_get_details( openssl_pkey_get_private( $pem ) )['ec'];
	return array(
		'kty' => 'EC',
		'crv' => 'P-256',
		'x'   => base64url( str_pad( $ec['x'], 32, "\0", STR_PAD_LEFT ) ),
		'y'   => base64url( str_pad( $ec['y'], 32, "\0", STR_PAD_LEFT ) ),
	);
}

/** Makes the token of a user. A filter may add claims; readers and every script of the page can read them. */
function make_token( WP_User $user ): string {
	$now    = time();
	$claims = array(
		'sub'  => (string) $user->ID,
		'prod' => array_values( $user->roles ),
		'iat'  => $now,
		'exp'  => $now + TOKEN_SECONDS,
	);
	$claims = apply_filters( 'zephr_onpage_claims', $claims, $user );
	$head   = array( 'alg' => 'ES256', 'typ' => 'JWT' );
	$signed = base64url( wp_json_encode( $head ) ) . '.' . base64url( wp_json_encode( $claims ) );
	openssl_sign( $signed, $der, private_key(), OPENSSL_ALGO_SHA256 );
	return $signed . '.' . base64url( raw_signature( $der ) );
}

/**
 * The two numbers of an ECDSA signature, 32 octets each, as tokens have them (RFC 7518, 3.4). OpenSSL writes
 * `SEQUENCE { INTEGER r, INTEGER s }` in DER, each number as short as it can be; P-256 keeps all lengths in one octet.
 */
function raw_signature( string $der ): string {
	$raw = '';
	$at  = 2;
	for ( $number = 0; $number < 2; $number++ ) {
		$length = ord( $der[ $at + 1 ] );
		$raw   .= str_pad( ltrim( substr( $der, $at + 2, $length ), "\0" ), 32, "\0", STR_PAD_LEFT );
		$at    += 2 + $length;
	}
	return $raw;
}

function base64url( string $octets ): string {
	return rtrim( strtr( base64_encode( $octets ), '+/', '-_' ), '=' );
}

function on_login( string $cookie, int $expire, int $expiration, int $user_id ): void {
	set_cookie( $user_id );
}

/** Sets the cookie of a user for this browser session. Scripts of the page have to read it, so it is not `HttpOnly`. */
function set_cookie( int $user_id ): void {
	$user = get_userdata( $user_id );
	if ( $user && signs_tokens() ) {
		send_cookie( make_token( $user ), 0 );
	}
}

function clear_cookie(): void {
	send_cookie( '', time() - YEAR_IN_SECONDS );
}

function send_cookie( string $value, int $expires ): void {
	if ( headers_sent() ) {
		return;
	}
	if ( '' !== $value ) {
		// No cache may keep an answer with a token: HTTP's by the header, those of plugins by the constant.
		nocache_headers();
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );
	}
	$name = cookie_name();
	setcookie( $name, $value, array( 'expires' => $expires, 'path' => COOKIEPATH ?: '/', 'domain' => (string) COOKIE_DOMAIN, 'secure' => is_ssl(), 'httponly' => false, 'samesite' => 'Lax' ) );
	// For what runs later in this request.
	$_COOKIE[ $name ] = $value;
}

function cookie_name(): string {
	$name = stored_config()->jwt->cookie ?? null;
	return is_string( $name ) && preg_match( '/^[\w-]+$/', $name ) ? $name : 'blaize_jwt';
}

function signs_tokens(): bool {
	return ! has_own_keys( stored_config() ) && private_key();
}

/**
 * Renews the cookie with a page that WordPress makes for a user who is logged in: one that was logged in before the plugin was,
 * got another role, or has used up half of the token. Anonymous readers get no cookie, as a page cache may keep their answers.
 */
function renew_cookie(): void {
	$user = wp_get_current_user();
	if ( ! $user->exists() || wp_doing_cron() || ( defined( 'WP_CLI' ) && WP_CLI ) ) {
		return;
	}
	$token  = wp_unslash( $_COOKIE[ cookie_name() ] ?? '' );
	$part   = explode( '.', is_string( $token ) ? $token : '' )[1] ?? '';
	// Not verified: a reader who writes this cookie decides when it is renewed, and nothing else.
	$claims = json_decode( (string) base64_decode( strtr( $part, '-_', '+/' ) ), true );
	$is_current = is_array( $claims )
		&& ( $claims['sub'] ?? null ) === (string) $user->ID
		&& ( $claims['prod'] ?? null ) === array_values( $user->roles )
		&& ( $claims['exp'] ?? 0 ) > time() + TOKEN_SECONDS / 2;
	if ( ! $is_current ) {
		set_cookie( $user->ID );
	}
}

/** Answers the page, which asks for a new token a minute before the old one ends (`jwt.refresh`). 401: the session is over. */
function answer_renewal(): void {
	nocache_headers();
	if ( ! is_user_logged_in() ) {
		clear_cookie();
		wp_send_json( null, 401 );
	}
	set_cookie( get_current_user_id() );
	wp_send_json( null );
}

// ── Gated content ─────────────────────────────────────────────────────────────────────────────────────────────────────────

// Before blocks (9) and automatic paragraphs (10), and after both and shortcodes (11).
add_filter( 'the_content', __NAMESPACE__ . '\mark_content', 8 );
add_filter( 'the_content', __NAMESPACE__ . '\place_content', 99 );
add_filter( 'excerpt_allowed_blocks', __NAMESPACE__ . '\keep_shortcode_blocks' );
add_filter( 'strip_shortcodes_tagnames', __NAMESPACE__ . '\keep_shortcode' );
add_filter( 'render_block_data', __NAMESPACE__ . '\keep_full_posts' );
add_shortcode( 'zephr', __NAMESPACE__ . '\render_shortcode' );
add_action( 'init', __NAMESPACE__ . '\register_block' );

/** The feature that gates what follows the cut of a post, or an empty text. */
function feature_of( ?WP_Post $post ): string {
	return (string) apply_filters( 'zephr_onpage_feature', get_option( CUT, '' ), $post );
}

/**
 * Marks where gated content begins and ends by lines that WordPress leaves alone. A `<zephr-feature>` in their place would get a
 * paragraph around it, which the browser closes early, and the content would be open behind it.
 */
function mark_content( string $content ): string {
	$marked  = array();
	$content = preg_replace_callback(
		'#(?<!\[)\[zephr(?:\s([^\]]*))?\]|\[/zephr\]#',
		function ( array $found ) use ( &$marked ): string {
			if ( '[/zephr]' === $found[0] ) {
				return mark( null );
			}
			$attributes = shortcode_parse_atts( $found[1] ?? '' );
			$marked[]   = is_array( $attributes ) ? (string) ( $attributes['feature'] ?? '' ) : '';
			return mark( end( $marked ) );
		},
		$content
	);
	$feature = feature_of( get_post() );
	// A page shows `<span id="more-7">`; the REST API and some plugins filter the text as it is stored.
	$parts = '' === $feature ? array() : preg_split( '#<span id="more-\d+"></span>|<!--more.*?-->#', $content, 2 );
	if ( count( $parts ) === 2 ) {
		$content  = $parts[0] . mark( $feature ) . $parts[1] . mark( null );
		$marked[] = $feature;
	} elseif ( $parts && is_behind_cut() ) {
		$content  = mark( $feature ) . $content . mark( null );
		$marked[] = $feature;
	}
	marked_features( $marked );
	return $content;
}

/**
 * The features that the running content filters have marked: kept with an argument, taken without one. Content can be filtered
 * inside content, so they are a stack.
 */
function marked_features( ?array $features = null ): array {
	static $stack = array();
	if ( null === $features ) {
		return array_pop( $stack ) ?? array();
	}
	$stack[] = $features;
	return $features;
}

/** Whether the cut is on an earlier page of a post in several pages (`<!--nextpage-->`). */
function is_behind_cut(): bool {
	global $page, $pages, $more;
	if ( ! $more || ! is_array( $pages ) || (int) $page < 2 || ! in_the_loop() ) {
		return false;
	}
	return strpos( implode( '', array_slice( $pages, 0, $page - 1 ) ), '<!--more' ) !== false;
}

/** WordPress takes shortcodes out of an excerpt, and leaves what is between two of them. They stay until it is known what is gated. */
function keep_shortcode( array $names ): array {
	return doing_filter( 'get_the_excerpt' ) ? array_diff( $names, array( 'zephr' ) ) : $names;
}

function keep_shortcode_blocks( array $names ): array {
	return array_merge( $names, array( 'core/shortcode' ) );
}

/** The block "Latest Posts" prints whole posts as they are stored, past every filter of content: it shows excerpts. */
function keep_full_posts( array $block ): array {
	if ( 'core/latest-posts' === $block['blockName'] && isset( $block['attrs']['displayPostContentRadio'] ) ) {
		$block['attrs']['displayPostContentRadio'] = 'excerpt';
	}
	return $block;
}

/** A line that begins gated content, or ends it where there is no feature. */
function mark( ?string $feature ): string {
	$data = null === $feature ? 'end' : 'begin-' . rawurlencode( $feature );
	return "\n\n<hr class=\"" . MARK . "\" data-zephr=\"$data\">\n\n";
}

/** The feature of a line that begins gated content, in a list; `null` for one that ends it. */
function mark_feature( string $line ): ?array {
	return preg_match( '#data-zephr=["\']?begin-([^"\'\s/>]*)#', $line, $found ) ? array( rawurldecode( $found[1] ) ) : null;
}

/** Puts `<zephr-feature>` around what is marked, or leaves it out where others than readers of the page get it. */
function place_content( string $html ): string {
	$marked = marked_features();
	// Other plugins may have written the line anew, with other quotes or a slash.
	$line = '<hr\b[^>]*\b' . MARK . '\b[^>]*>';
	preg_match_all( "#$line#", $html, $lines );
	if ( count( array_filter( $lines[0], __NAMESPACE__ . '\mark_feature' ) ) < count( $marked ) ) {
		// One of them has removed a line. It is not known what is gated, so all of it is.
		return gate( $marked[0], $html );
	}
	// A marker alone in its paragraph takes the place of it; one between words divides it.
	$html  = preg_replace( "#<p[^>]*>(?:\s|<br\s*/?>)*($line)(?:\s|<br\s*/?>)*</p>#", '$1', $html );
	$parts = preg_split( "#($line)#", $html, -1, PREG_SPLIT_DELIM_CAPTURE );
	if ( count( $parts ) === 1 ) {
		return $html;
	}
	$out  = array_shift( $parts );
	$open = array();
	for ( $at = 0; $at < count( $parts ); $at += 2 ) {
		if ( ends_in_paragraph( $out ) ) {
			$out             .= '</p>';
			$parts[ $at + 1 ] = '<p>' . $parts[ $at + 1 ];
		}
		$begun = mark_feature( $parts[ $at ] );
		if ( $begun ) {
			$open[] = array( $out, $begun[0] );
			$out    = $parts[ $at + 1 ];
		} elseif ( $open ) {
			list( $before, $feature ) = array_pop( $open );
			$out                      = join_gated( $before, $feature, $out ) . $parts[ $at + 1 ];
		} else {
			$out .= $parts[ $at + 1 ];
		}
	}
	// What is not ended is gated up to the end.
	while ( $open ) {
		list( $before, $feature ) = array_pop( $open );
		$out                      = join_gated( $before, $feature, $out );
	}
	return preg_replace( '#<p>\s*</p>#', '', $out );
}

/** Whether a text ends inside a paragraph. */
function ends_in_paragraph( string $html ): bool {
	preg_match_all( '#<(/?)p(?=[\s>])[^>]*>#i', $html, $tags );
	return '' === end( $tags[1] );
}

/**
 * Joins what is before gated content with it. Where an element begins before and ends inside, browsers would close the
 * `<zephr-feature>` with it and show the rest to everybody; where one begins inside and never ends, they would gate the rest of
 * the page with it. Both parts are closed for themselves then.
 */
function join_gated( string $before, string $feature, string $content ): string {
	if ( ! is_well_nested( $content ) ) {
		$before  = force_balance_tags( $before );
		$content = force_balance_tags( $content );
	}
	return $before . gate( $feature, $content );
}

/** Whether every element that begins in a text ends in it, and no other. */
function is_well_nested( string $html ): bool {
	$html = preg_replace( '#<!--.*?-->|<(script|style|textarea|pre)\b.*?</\1\s*>#s', '', $html );
	preg_match_all( '#<(/?)([a-z][a-z0-9-]*)\b[^>]*?(/?)>#i', $html, $tags, PREG_SET_ORDER );
	$open = array();
	foreach ( $tags as list( , $is_end, $name, $is_empty ) ) {
		$name = strtolower( $name );
		if ( $is_end && array_pop( $open ) !== $name ) {
			return false;
		}
		if ( ! $is_end && ! $is_empty && ! in_array( $name, VOID, true ) ) {
			$open[] = $name;
		}
	}
	return ! $open;
}

/** Gated content for the page; for others, a link to it in feeds, and else nothing. */
function gate( string $feature, string $content ): string {
	if ( is_feed() && ! doing_filter( 'get_the_excerpt' ) ) {
		$link = sprintf( '<p><a href="%s">%s</a></p>', esc_url( get_permalink() ), esc_html__( 'Continue reading', 'zephr-onpage' ) );
		return apply_filters( 'zephr_onpage_feed_link', $link );
	}
	if ( is_feed() || doing_filter( 'get_the_excerpt' ) || ( defined( 'REST_REQUEST' ) && REST_REQUEST ) ) {
		return '';
	}
	return sprintf( "<zephr-feature feature=\"%s\">\n%s\n</zephr-feature>\n", esc_attr( $feature ), $content );
}

/** The shortcode where no content filter runs, as in widgets. */
function render_shortcode( $attributes, ?string $content = '' ): string {
	return gate( (string) ( is_array( $attributes ) ? $attributes['feature'] ?? '' : '' ), do_shortcode( (string) $content ) );
}

function register_block(): void {
	wp_register_script( 'zephr-onpage-block', false, array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element' ), '0.1.0', true );
	$names = array_map( 'strval', array_keys( members( stored_config(), 'features' ) ) );
	wp_add_inline_script( 'zephr-onpage-block', '(' . EDITOR . ')(window.wp,' . wp_json_encode( $names, JSON_HEX_TAG ) . ');' );
	register_block_type(
		'zephr/feature',
		array(
			'api_version'     => 2,
			'title'           => __( 'Gated content', 'zephr-onpage' ),
			'description'     => __( 'Readers see this as the rules of a feature decide.', 'zephr-onpage' ),
			'category'        => 'design',
			'icon'            => 'lock',
			'attributes'      => array( 'feature' => array( 'type' => 'string', 'default' => '' ) ),
			'supports'        => array( 'html' => false, 'customClassName' => false, 'className' => false ),
			'editor_script'   => 'zephr-onpage-block',
			'render_callback' => function ( array $attributes, string $content ): string {
				return gate( (string) $attributes['feature'], $content );
			},
		)
	);
}

/** The block in the editor. The inner blocks alone are saved: without the plugin they are plain content. */
const EDITOR = <<<'JS'
(wp, names) => {
	const { createElement: h } = wp.element;
	const { InnerBlocks, InspectorControls, useBlockProps } = wp.blockEditor;
	const { PanelBody, SelectControl } = wp.components;
	wp.blocks.registerBlockType('zephr/feature', {
		edit: ({ attributes: { feature }, setAttributes }) => {
			const known = feature && !names.includes(feature) ? [feature, ...names] : names;
			const options = [{ label: '–', value: '' }, ...known.map((name) => ({ label: name, value: name }))];
			const select = h(SelectControl, { label: 'Feature', value: feature, options, onChange: (value) => setAttributes({ feature: value }) });
			const style = { borderLeft: '4px solid currentColor', paddingLeft: '1em' };
			return h('div', useBlockProps({ style }),
				h(InspectorControls, null, h(PanelBody, { title: 'Gated content' }, select)),
				h('small', null, feature ? `Gated: ${feature}` : 'Gated: choose a feature. Until then readers see nothing of it.'),
				h(InnerBlocks));
		},
		save: () => h(InnerBlocks.Content),
	});
}
JS;

// ── Settings ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

add_action( 'admin_menu', __NAMESPACE__ . '\add_settings_page' );
add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
add_action( 'admin_notices', __NAMESPACE__ . '\warn_of_files' );

function add_settings_page(): void {
	add_options_page( 'zephr-onpage', 'zephr-onpage', 'manage_options', SETTINGS, __NAMESPACE__ . '\print_settings' );
}

/** options.php checks capability and nonce of what is sent before it calls these. */
function register_settings(): void {
	register_setting( SETTINGS, CONFIG, array( 'sanitize_callback' => __NAMESPACE__ . '\check_sent_config' ) );
	register_setting( SETTINGS, CUT, array( 'sanitize_callback' => 'sanitize_text_field' ) );
}

/** Name of the draft that a user has sent and that has errors, so that what they have typed is not lost. */
function draft_name(): string {
	return 'zephr_onpage_draft_' . get_current_user_id();
}

/** Takes a config without errors. With errors the stored one stays, and the form shows what was sent. */
function check_sent_config( $text ): string {
	$text     = is_string( $text ) ? trim( $text ) : '';
	$problems = check_config( $text );
	foreach ( $problems as $at => list( $level, $message ) ) {
		add_settings_error( CONFIG, "zephr-onpage-$at", esc_html( $message ), $level );
	}
	if ( ! in_array( 'error', array_column( $problems, 0 ), true ) ) {
		delete_transient( draft_name() );
		// WordPress says it by itself only where nothing else is said.
		if ( $problems ) {
			add_settings_error( CONFIG, 'zephr-onpage-saved', __( 'Settings saved.' ), 'success' );
		}
		return $text;
	}
	set_transient( draft_name(), $text, HOUR_IN_SECONDS );
	return (string) get_option( CONFIG, '' );
}

/**
 * Finds what is wrong with a config: what a site meets most often. `npx zephr-onpage validate` finds all of it.
 *
 * @return array<array{string, string}> `error` or `warning`, and a sentence that begins with a JSON pointer.
 */
function check_config( string $text ): array {
	$config = json_decode( $text );
	if ( ! is_object( $config ) ) {
		$why = json_last_error() ? json_last_error_msg() : 'it is not an object';
		$tip = strpos( $text, '&quot;' ) === false ? '' : ' It has &quot; in it: it was escaped for HTML.';
		return array( array( 'error', "The config is not JSON that can be used: $why.$tip" ) );
	}
	$problems = array();
	$say      = function ( string $level, string $pointer, string $message ) use ( &$problems ): void {
		$problems[] = array( $level, "$pointer: $message" );
	};
	if ( 1 !== ( $config->version ?? null ) ) {
		$say( 'error', '/version', 'write 1.' );
	}
	$features   = members( $config, 'features' );
	$components = members( $config, 'components' );
	if ( ! $features ) {
		$say( 'error', '/features', 'a config has at least one feature.' );
	}
	foreach ( $components as $id => $component ) {
		$type = $component->type ?? '';
		if ( ! in_array( $type, array( 'registration-wall', 'paywall', 'custom-block' ), true ) ) {
			$say( 'error', "/components/$id/type", 'write "registration-wall", "paywall" or "custom-block".' );
		}
	}
	check_products( $config, $features, $say );
	foreach ( $features as $id => $feature ) {
		foreach ( members( $feature, 'rules' ) as $state => $rule ) {
			$pointer = "/features/$id/rules/$state";
			if ( ! in_array( $state, array( 'anonymous', 'registered', 'customer' ), true ) ) {
				$say( 'error', $pointer, 'user states are anonymous, registered and customer.' );
			} elseif ( is_string( $rule ) && 'show' !== $rule && ! isset( members( $config, 'outcomes' )[ $rule ] ) ) {
				$say( 'error', $pointer, "\"$rule\" is not \"show\" and not an outcome of this config." );
			}
		}
	}
	check_parts( $config, '', $components, $say );
	$cut = isset( $_POST[ CUT ] ) ? sanitize_text_field( wp_unslash( $_POST[ CUT ] ) ) : get_option( CUT, '' );
	if ( $features && $cut && ! isset( $features[ $cut ] ) ) {
		$say( 'warning', '/features', "the feature of the \"Read more\" cut, \"$cut\", is not in the config: nobody can read what follows the cut." );
	}
	return $problems;
}

function check_products( object $config, array $features, callable $say ): void {
	foreach ( members( $config, 'products' ) as $id => $product ) {
		$values = (array) ( $product->claimValue ?? array() );
		if ( ! $values ) {
			$say( 'error', "/products/$id/claimValue", 'write the role, or the list of roles, that holds the product.' );
		}
		foreach ( has_own_keys( $config ) ? array() : $values as $role ) {
			if ( ! is_string( $role ) || ! wp_roles()->is_role( $role ) ) {
				$say( 'warning', "/products/$id/claimValue", wp_json_encode( $role ) . ' is not a role of this site.' );
			}
		}
		foreach ( (array) ( $product->features ?? array() ) as $feature ) {
			if ( is_string( $feature ) && ! isset( $features[ $feature ] ) ) {
				$say( 'error', "/products/$id/features", "\"$feature\" is not a feature of this config." );
			}
		}
	}
}

/** Looks into every part of a config for secrets, and for components that it does not have. */
function check_parts( $part, string $pointer, array $components, callable $say ): void {
	$is_jwk = is_object( $part ) && isset( $part->kty ) && ( 'oct' === $part->kty || isset( $part->d ) );
	if ( $is_jwk || ( is_string( $part ) && strpos( $part, 'PRIVATE KEY-----' ) !== false ) ) {
		$say( 'error', $pointer, 'is a secret key. All of a config is in the page, where every reader sees it.' );
	}
	if ( ! is_object( $part ) && ! is_array( $part ) ) {
		return;
	}
	foreach ( (array) $part as $name => $value ) {
		$below = "$pointer/" . str_replace( array( '~', '/' ), array( '~0', '~1' ), (string) $name );
		if ( 'secret' === $name && ! is_object( $value ) ) {
			$say( 'error', $below, 'is a secret. All of a config is in the page, where every reader sees it.' );
		}
		foreach ( 'components' === $name && is_array( $value ) ? $value : array() as $id ) {
			if ( is_string( $id ) && ! isset( $components[ $id ] ) ) {
				$say( 'error', $below, "\"$id\" is not a component of this config." );
			}
		}
		check_parts( $value, $below, $components, $say );
	}
}

/** The members of an object in a config by name; empty where it is no object. */
function members( $part, string $name ): array {
	$value = is_object( $part ) ? ( $part->$name ?? null ) : null;
	return is_object( $value ) ? get_object_vars( $value ) : array();
}

function print_settings(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$draft  = get_transient( draft_name() );
	$stored = (string) get_option( CONFIG, '' );
	?>
	<div class="wrap">
		<h1>zephr-onpage</h1>
		<form method="post" action="options.php">
			<?php settings_fields( SETTINGS ); ?>
			<p>
				<label for="<?php echo esc_attr( CONFIG ); ?>"><strong><?php esc_html_e( 'Config (JSON)', 'zephr-onpage' ); ?></strong></label><br>
				<textarea id="<?php echo esc_attr( CONFIG ); ?>" name="<?php echo esc_attr( CONFIG ); ?>" rows="30" class="large-text code" spellcheck="false"><?php echo esc_textarea( is_string( $draft ) ? $draft : $stored ); ?></textarea><br>
				<?php esc_html_e( 'A product’s claimValue is a role of this site. All of the config is in the page: it must hold no secret.', 'zephr-onpage' ); ?>
			</p>
			<p>
				<label for="<?php echo esc_attr( CUT ); ?>"><strong><?php esc_html_e( 'Feature of what follows the “Read more” cut', 'zephr-onpage' ); ?></strong></label>
				<input id="<?php echo esc_attr( CUT ); ?>" name="<?php echo esc_attr( CUT ); ?>" value="<?php echo esc_attr( get_option( CUT, '' ) ); ?>">
				<?php esc_html_e( 'Empty: the cut gates nothing.', 'zephr-onpage' ); ?>
			</p>
			<?php submit_button(); ?>
		</form>
		<details>
			<summary><?php esc_html_e( 'The config as pages have it, with the public key of this site’s tokens', 'zephr-onpage' ); ?></summary>
			<textarea id="zephr-onpage-page-config" rows="20" class="large-text code" readonly><?php echo esc_textarea( wp_json_encode( page_config(), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) ); ?></textarea>
		</details>
	</div>
	<?php
}

/** Says that the script is not beside the plugin: gated content stays hidden from everybody then. */
function warn_of_files(): void {
	if ( current_user_can( 'manage_options' ) && ! file_exists( plugin_dir_path( __FILE__ ) . 'zephr.js' ) ) {
		printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html__( 'zephr-onpage: zephr.js and chunks/ are not in the folder of the plugin, so gated content is hidden from everybody.', 'zephr-onpage' ) );
	}
}

/** The config of a new site: an account opens nothing that its role does not. */
function first_config(): array {
	$login = wp_make_link_relative( wp_login_url() );
	return array(
		'version'    => 1,
		'products'   => array(
			'subscription' => array(
				'title'      => 'Subscription',
				'claimValue' => array( 'subscriber', 'author', 'editor', 'administrator' ),
				'features'   => array( 'articles' ),
			),
		),
		'components' => array(
			'register'  => array(
				'type'    => 'registration-wall',
				'heading' => 'Read on with a free account',
				'action'  => add_query_arg( 'action', 'register', $login ),
				'submit'  => 'form',
				'fields'  => array(
					array( 'name' => 'user_login', 'type' => 'text', 'label' => 'Username', 'required' => true, 'autocomplete' => 'username' ),
					array( 'name' => 'user_email', 'type' => 'email', 'required' => true ),
				),
				'signIn'  => array( 'href' => $login, 'returnParameter' => 'redirect_to' ),
			),
			'subscribe' => array(
				'type'    => 'paywall',
				'heading' => 'Subscribe to keep reading',
				'offers'  => array( array( 'id' => 'monthly', 'title' => 'Monthly', 'href' => '/subscribe/' ) ),
			),
		),
		'features'   => array(
			'articles' => array(
				'title' => 'Articles',
				'rules' => array(
					'anonymous'  => array( 'content' => 'hide', 'components' => array( 'register' ) ),
					'registered' => array( 'content' => 'hide', 'components' => array( 'subscribe' ) ),
					'customer'   => 'show',
				),
			),
		),
	);
}

// ── Leaving ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

register_uninstall_hook( __FILE__, __NAMESPACE__ . '\uninstall' );

/** Removes options and drafts of every site. Posts keep their content, which is open without the plugin. */
function uninstall(): void {
	global $wpdb;
	$sites = is_multisite() ? get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) : array( get_current_blog_id() );
	foreach ( $sites as $site ) {
		is_multisite() && switch_to_blog( $site );
		foreach ( array( CONFIG, CUT, KEY ) as $name ) {
			delete_option( $name );
		}
		$names = $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '\\_transient\\_zephr\\_onpage\\_draft\\_%'" );
		foreach ( $names as $name ) {
			delete_transient( substr( $name, strlen( '_transient_' ) ) );
		}
		is_multisite() && restore_current_blog();
	}
}
