<?php
/**
 * Installs WordPress in an empty database, with one plugin, users and posts: JSON on standard input. Prints the ids of the posts.
 */
define( 'WP_INSTALLING', true );

/** WordPress writes to whoever installs it. */
function wp_mail() {
	return true;
}

$given = json_decode( stream_get_contents( STDIN ), true );
require_once ABSPATH . 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_install( 'News', 'admin', 'admin@news.example', true, '', $given['password'] );
foreach ( array( 'posts_per_rss', 'posts_per_page' ) as $name ) {
	update_option( $name, 50 );
}
update_option( 'default_comment_status', 'closed' );
$active = activate_plugin( $given['plugin'] );
if ( is_wp_error( $active ) ) {
	fwrite( STDERR, $active->get_error_message() );
	exit( 1 );
}
foreach ( $given['users'] as $name => $role ) {
	$id = wp_insert_user( array( 'user_login' => $name, 'user_pass' => $given['password'], 'user_email' => "$name@news.example", 'role' => $role ) );
	update_user_meta( $id, 'show_welcome_panel', 0 );
}
// Scripts in posts, as administrators may write them.
kses_remove_filters();
$posts = array();
foreach ( $given['posts'] as $name => $content ) {
	$posts[ $name ] = wp_insert_post( wp_slash( array( 'post_title' => $name, 'post_content' => $content, 'post_status' => 'publish', 'post_author' => 1 ) ) );
}
echo json_encode( $posts );
